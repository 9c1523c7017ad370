package notso.app.conversation.export;

import static notso.app.conversation.export.Conversations.OPTIONS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

class HtmlExportTest {

    private static final Set<String> ELEMENTS =
            Set.of(
                    "html head meta title style body main header h1 h2 h3 h4 h5 h6 p span time"
                            .split(" "));

    private static final Set<String> MORE_ELEMENTS =
            Set.of(
                    ("article details summary a br hr em strong del code pre ul ol li input"
                                    + " blockquote div table thead tbody tr th td")
                            .split(" "));

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    ("charset http-equiv content name dir class datetime href rel title start type"
                                    + " disabled checked")
                            .split(" "));

    /** Parsed as XML, so that a tag left open fails; every element and attribute is a known one. */
    private static Document page(Session session, ExportOptions options) {
        String html = Conversations.export(session, ExportFormat.HTML, options);
        Document page = parse(html);
        NodeList elements = page.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            String name = element.getTagName();
            assertTrue(ELEMENTS.contains(name) || MORE_ELEMENTS.contains(name), name);
            for (int j = 0; j < element.getAttributes().getLength(); j++) {
                String attribute = element.getAttributes().item(j).getNodeName();
                assertTrue(ATTRIBUTES.contains(attribute), name + " " + attribute);
            }
            if (element.hasAttribute("href")) {
                assertTrue(
                        element.getAttribute("href").matches("(?i)(https?://|mailto:).+"),
                        element.getAttribute("href"));
            }
        }
        return page;
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError(e.getMessage() + "\n" + xml, e);
        }
    }

    private static Element answer(String markdown) {
        return article(page(Conversations.answered(markdown), OPTIONS), 1);
    }

    private static Element article(Document page, int index) {
        return (Element) page.getElementsByTagName("article").item(index);
    }

    private static List<String> texts(Element element, String name) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = element.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void anAnswerIsRenderedFromMarkdown() {
        Element answer =
                answer(
                        """
                        # Head & *tail*

                        A **bold** ~~gone~~ `a <b>` word\\
                        and https://example.org/a?b=1&c=2 too &copy; \\*.

                        - one
                        - [x] done
                          1. deep

                        | a | b |
                        |--:|:-:|
                        | 1 | `2` |

                        > quoted

                        ```java
                        if (a < b && c) {}
                        ```

                            indented
                        """);
        assertEquals(List.of("Head & tail"), texts(answer, "h3"));
        assertEquals(List.of("tail"), texts(answer, "em"));
        assertEquals(List.of("bold"), texts(answer, "strong"));
        assertEquals(List.of("gone"), texts(answer, "del"));
        assertEquals(
                List.of("a <b>", "2", "if (a < b && c) {}\n", "indented\n"),
                texts(answer, "code").stream()
                        .map(code -> code.equals("indented") ? "indented\n" : code)
                        .toList());
        assertEquals(List.of("a", "b"), texts(answer, "th"));
        assertEquals(List.of("1", "2"), texts(answer, "td"));
        assertEquals(List.of("\nquoted\n"), texts(answer, "blockquote"));
        assertEquals(
                List.of("deep"),
                texts(answer, "li").subList(2, 3).stream().map(String::strip).toList());
        Element link = (Element) answer.getElementsByTagName("a").item(0);
        assertEquals("https://example.org/a?b=1&c=2", link.getAttribute("href"));
        Element box = (Element) answer.getElementsByTagName("input").item(0);
        assertTrue(box.hasAttribute("checked") && box.hasAttribute("disabled"));
        assertTrue(answer.getTextContent().contains("too © *."), answer.getTextContent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <b onclick='x()'>word</b>",
                "</style></title></article></body>",
                "<!-- never closed",
                "<![CDATA[ x ]]> ]]>",
                "<?php echo 1 ?>",
                "<img src=x onerror=alert(1)>",
                "<details>\n<summary>x",
                "&lt;script&gt;",
                "a\u0000b\u0008\u001f\u007f\u0085\uFFFE\uFFFF",
                "\uD800 alone \uDC00\uD83D",
            })
    void rawHtmlIsText(String text) {
        Element answer = answer(text);
        String expected =
                text.replaceAll("&lt;", "<")
                        .replaceAll("&gt;", ">")
                        .replaceAll(
                                "[\\x00\\x08\\x1f\\x7f\\x85\\uFFFE\\uFFFF]|[\\uD800-\\uDFFF]",
                                "\uFFFD");
        assertTrue(answer.getTextContent().contains(expected), answer.getTextContent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](java&#10;script:alert(1))",
                "[a](&#x6A;avascript:alert(1))",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](vbscript:x)",
                "[a](file:///etc/passwd)",
                "[a](//example.org/x)",
                "[a](relative)",
                "[a][r]\n\n[r]: javascript:x",
                "<javascript:alert(1)>",
                "![a](data:image/png;base64,AAAA)",
                "![a](javascript:x)",
                "[a](\" onclick=\"x)",
            })
    void noOtherTargetsAreLinks(String markdown) {
        assertEquals(List.of(), texts(answer(markdown), "a"));
        assertTrue(answer(markdown).getTextContent().contains("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "[a](https://e.org),              https://e.org,        a",
        "[a](HTTP://e.org/),              HTTP://e.org/,        a",
        "<mailto:a@e.org>,                mailto:a@e.org,       mailto:a@e.org",
        "a@e.org,                         mailto:a@e.org,       a@e.org",
        "[a](https://e.org/\"x'),         https://e.org/\"x',   a",
        "![alt *text*](https://e.org/i),  https://e.org/i,      alt text",
        "![](https://e.org/i),            https://e.org/i,      Image",
        "[![b](https://e.org/i)](http://o.org), http://o.org,   b",
    })
    void targetsAreKeptAndImagesAreLinks(String markdown, String target, String text) {
        Element answer = answer(markdown);
        assertEquals(List.of(text), texts(answer, "a"));
        Element link = (Element) answer.getElementsByTagName("a").item(0);
        assertEquals(target, link.getAttribute("href"));
    }

    @Test
    void titlesNamesAndQuestionsAreText() {
        String hostile = "</title></style><script>x</script>\"'&amp;";
        Session session = Conversations.empty(hostile);
        Conversations.ask(session, hostile + "\n  **not bold**", new Attachment(hostile, hostile));
        Document page = page(session, OPTIONS);
        assertEquals(hostile, page.getElementsByTagName("title").item(0).getTextContent());
        Element question = article(page, 0);
        assertEquals(List.of(hostile + "\n  **not bold**"), texts(question, "p"));
        assertEquals(List.of("Attached file: " + hostile), texts(question, "summary"));
        assertEquals(List.of(hostile), texts(question, "code"));
    }

    @Test
    void reasoningAndStatisticsAreThereWhenAskedFor() {
        Session session = Conversations.empty("t");
        Conversations.ask(session, "q");
        Conversations.answer(
                session,
                Conversations.withStatistics(
                        Answer.EMPTY
                                .grown("I *think*", "I am")
                                .with(new Answer.ToolUse("{\"a\":1}", false, Optional.of("<r>")))));
        Element with = article(page(session, OPTIONS.withStatistics(true)), 1);
        assertEquals(List.of("Thought for 12 s", "Tool call", "Result"), texts(with, "summary"));
        assertEquals(List.of("think"), texts(with, "em"));
        assertTrue(
                with.getTextContent().contains("SmolLM3 · 51 tokens · 10.0 tokens/s"),
                with.getTextContent());
        Element without = article(page(session, OPTIONS.withReasoning(false)), 1);
        assertEquals(List.of("Tool call", "Result"), texts(without, "summary"));
        assertFalse(without.getTextContent().contains("tokens"));
    }

    @Test
    void thePageAllowsItsOwnStyleAndNothingElse() throws Exception {
        Document page = page(Conversations.answered("x"), OPTIONS);
        String style = page.getElementsByTagName("style").item(0).getTextContent();
        String hash =
                Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(style.getBytes("UTF-8")));
        Element policy = (Element) page.getElementsByTagName("meta").item(1);
        assertEquals(
                "default-src 'none'; style-src 'sha256-"
                        + hash
                        + "'; base-uri 'none'; form-action 'none'",
                policy.getAttribute("content"));
        for (String outside : List.of("url(", "@import", "http", "<")) {
            assertFalse(style.contains(outside), outside);
        }
        assertTrue(style.contains("max-width: 760px") && style.contains("/1.5 "));
    }

    @Test
    void eachBlockHasTheDirectionOfItsText() {
        Element answer = answer("مرحبا\n\n- שלום\n\nHello");
        Set<String> directions = new TreeSet<>();
        for (String name : List.of("p", "ul")) {
            NodeList nodes = answer.getElementsByTagName(name);
            for (int i = 0; i < nodes.getLength(); i++) {
                directions.add(((Element) nodes.item(i)).getAttribute("dir"));
            }
        }
        assertEquals(Set.of("auto"), directions);
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "[", "![", "*a ", "**", "[a](", "`", "<a ", "|", "\\", "&#"})
    void whatIsRepeatedWithoutEndIsShownAllTheSame(String part) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    Element answer = answer(part.repeat(20_000) + "\nend");
                    assertTrue(answer.getTextContent().contains("end"));
                });
    }

    @ParameterizedTest
    @CsvSource({"**, **, a", "'![', ](b), a", "'- ', '', a", "'> ', '', a", "'[', '](b)', a"})
    void whatNestsDeepIsShownAllTheSame(String open, String close, String text) {
        for (int depth : new int[] {50, 110, 500, 1_500, 4_000}) {
            Element answer = answer(open.repeat(depth) + text + close.repeat(depth));
            assertTrue(answer.getTextContent().contains(text), open + depth);
        }
    }

    @Test
    void anyMixtureOfMarkupIsWellFormed() {
        String[] parts = {
            "*",
            "**",
            "_",
            "~~",
            "`",
            "```\n",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "    ",
            "| a | b |\n",
            "|--|:-:|\n",
            "[x] ",
            "[",
            "](",
            ")",
            "![",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "&amp;",
            "&#0;",
            "\\",
            "# ",
            "===\n",
            "---\n",
            "text",
            "https://e.org",
            "a@b.co",
            "[r]: http://e.org\n",
            "\uD83D",
            "😀",
            "\r\n",
            "\r",
            "\u0000",
            "\t",
            "<",
            "javascript:",
            "\"",
            "'"
        };
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            answer(text.toString());
        }
    }
}
