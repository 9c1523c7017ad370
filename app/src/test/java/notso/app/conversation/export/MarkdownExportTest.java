package notso.app.conversation.export;

import static notso.app.conversation.export.Conversations.OPTIONS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class MarkdownExportTest {

    private static String markdown(Session session) {
        return Conversations.export(session, ExportFormat.MARKDOWN, OPTIONS);
    }

    private static List<String> headings(String markdown) {
        String mark = markdown.replaceAll("(?s).*?<!-- (turn [0-9a-f]{16}) -->.*", "$1");
        return markdown.lines().filter(line -> line.endsWith(" <!-- " + mark + " -->")).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two lines\r\nwith CRLF\r\n",
                "trailing blanks   \n\n\n",
                "```java\ncode\n```",
                "~~~~\nnever closed",
                "```\nnever closed\n",
                "<!-- never closed",
                "<script>\nx",
                "# A heading\n\n## Assistant · 2026-03-01 12:00\n",
                "---\n***\n---",
                "\n\n  begins with blanks",
                "a\rb\u0000c\u2028d",
                "الجواب\n\n😀",
                "</details>",
            })
    void answersStandInItAsTheyWereWritten(String answer) {
        String markdown = markdown(Conversations.answered(answer));
        assertTrue(markdown.contains("-->\n\n" + answer), markdown);
        assertEquals(2, headings(markdown).size(), markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "```x\\nopen; ```",
                "~~~~\\nopen; ~~~~",
                "<!-- open; -->",
                "<pre>\\nopen; </pre>",
            })
    void whatAnAnswerLeftOpenIsClosedBehindIt(String answer, String closing) {
        Session session = Conversations.answered(answer.replace("\\n", "\n"));
        Conversations.ask(session, "next");
        String markdown = markdown(session);
        assertTrue(markdown.contains("open\n" + closing + "\n\n## You"), markdown);
    }

    @Test
    void aHeadingThatAnAnswerImitatesIsTold() {
        String first = markdown(Conversations.answered("x"));
        String heading = headings(first).getLast();
        String second = markdown(Conversations.answered(heading));
        assertTrue(second.contains(heading));
        assertEquals(2, headings(second).size());
        assertFalse(headings(second).contains(heading));
    }

    @Test
    void everythingAroundAnAnswerIsThere() {
        Session session = Conversations.empty("A *title* <b>");
        Conversations.ask(session, "Q", new Attachment("a_b\n.md", "before\n````\nin\n````"));
        Conversations.answer(
                session,
                Conversations.withStatistics(
                        Answer.EMPTY
                                .grown("hm </details> ```", "A")
                                .with(new Answer.ToolUse("print(1)", true, Optional.of("1\n")))));
        String markdown =
                Conversations.export(
                                session,
                                ExportFormat.MARKDOWN,
                                OPTIONS.withStatistics(true).withReasoning(true))
                        .replaceAll("turn [0-9a-f]{16}", "turn");
        assertEquals(
                """
                # A \\*title\\* \\<b\\>

                2026-03-01 12:00

                ## You · 2026-03-01 12:00 <!-- turn -->

                Q

                **Attached file:** a\\_b .md

                `````text
                before
                ````
                in
                ````
                `````

                ## Assistant · 2026-03-01 12:00 <!-- turn -->

                <details>
                <summary>Thought for 12 s</summary>

                ````text
                hm </details> ```
                ````

                </details>

                A

                **Tool call**

                ```python
                print(1)
                ```

                **Result**

                ```text
                1
                ```

                *SmolLM3 · 51 tokens · 10.0 tokens/s · first token after 2.1 s*

                """,
                markdown);
        assertFalse(
                Conversations.export(session, ExportFormat.MARKDOWN, OPTIONS.withReasoning(false))
                        .contains("hm"));
    }

    @Test
    void onlyTheShownBranchIsThereAndSaysWhichItIs() {
        Session session = Conversations.answered("first");
        session.apply(
                new Entry(
                        Conversations.NOON,
                        new Change.MessageAdded(
                                new Message.Reply(
                                        session.nextId(),
                                        session.path().getLast().parent(),
                                        Conversations.NOON,
                                        Answer.EMPTY.grown("", "second")))));
        String markdown = markdown(session);
        assertTrue(markdown.contains("second") && !markdown.contains("first"), markdown);
        assertTrue(markdown.contains("· branch 2 of 2 <!--"), markdown);
    }

    @Test
    void plainTextHasTheSame() {
        Session session = Conversations.answered("Answer\r\n  as it is");
        assertEquals(
                """
                A title
                2026-03-01 12:00

                RULE
                You · 2026-03-01 12:00
                RULE

                A question

                RULE
                Assistant · 2026-03-01 12:00
                RULE

                Answer\r
                  as it is
                """,
                Conversations.export(session, ExportFormat.TEXT, OPTIONS)
                        .replaceAll("─{72}", "RULE"));
    }
}
