package notso.app.conversation.importing;

import static notso.app.conversation.importing.Exports.message;
import static notso.app.conversation.importing.Exports.openWebUi;
import static notso.app.conversation.importing.Exports.path;
import static notso.app.conversation.importing.Exports.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.Title;
import notso.app.conversation.foreign.Loss;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class OpenWebUiImportTest {

    @TempDir Path folder;

    private Session only(String chat, ImportNotice... notices) {
        ImportResult result = Exports.read(folder, "[" + chat + "]");
        assertEquals(List.of(notices), result.notices());
        assertEquals(1, result.sessions().size());
        return result.sessions().getFirst();
    }

    private Session answered(String content, String more) {
        return only(
                openWebUi(
                        "T",
                        "a",
                        message("q", "", "user", "q", ""),
                        message("a", "q", "assistant", content, more)));
    }

    @Test
    void aChatComesOverWithAllItsBranches() {
        Session session =
                only(
                        openWebUi(
                                "A title",
                                "a1",
                                message("q1", "", "user", "one", ""),
                                message("a1", "q1", "assistant", "first", ""),
                                message("a2", "q1", "assistant", "second", "")));
        assertEquals(new Title("A title", Title.Source.PERSON), session.title());
        assertTrue(session.isPinned());
        assertEquals(Instant.ofEpochSecond(1_700_000_000), session.created());
        assertEquals(Instant.ofEpochSecond(1_700_009_999), session.updated());
        assertEquals(List.of("Q one", "A first"), path(session));
        assertEquals(List.of("1< Q one", "2<1 A first", "3<1 A second"), tree(session));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "> why\\n> then\\n|why;then",
                "&gt; a &lt; b &amp;&amp; c\\n&gt; &quot;d&#x27;|a < b && c;\"d'",
                "plain|plain",
            })
    void reasoningBlocksAreReasoning(String block, String reasoning) {
        Session session =
                answered(
                        "<details type=\\\"reasoning\\\" done=\\\"true\\\" duration=\\\"3\\\">\\n"
                                + "<summary>Thought for 3 seconds</summary>\\n"
                                + block
                                + "\\n</details>\\n\\nAnswer\\n <b>  ",
                        "");
        assertEquals(reasoning.replace(";", "\n"), Exports.answer(session, 1).reasoning());
        assertEquals("Answer\n <b>  ", Exports.answer(session, 1).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "```\\n<details type=\\\"reasoning\\\">x</details>\\n```",
                "See <details type=\\\"reasoning\\\">x</details>",
                "<details>\\n<summary>s</summary>x</details>",
                "<details type=\\\"reasoning\\\">never closed",
                "<think>x</think>",
            })
    void whatOnlyLooksLikeABlockIsText(String content) {
        Answer answer = Exports.answer(answered(content, ""), 1);
        assertEquals(content.replace("\\n", "\n").replace("\\\"", "\""), answer.text());
        assertEquals("", answer.reasoning());
        assertEquals(List.of(), answer.tools());
    }

    @Test
    void theHistoryCountsWhereverItStands() {
        Session session =
                only(
                        Exports.quoted(
                                "{'id':'1','title':'T','chat':{'messages':[{'id':'a','role':'user',"
                                        + "'content':'list'}],'history':{"
                                        + "'history':".concat("{'history':".repeat(3_000))
                                        + "1"
                                        + "}".repeat(3_000)
                                        + ",'currentId':'a','messages':{"
                                        + message("a", "", "user", "history", "")
                                        + "}}}}"));
        assertEquals(List.of("1< Q history"), tree(session));
    }

    @Test
    void manyBlocksThatNeverEndTakeNoTime() {
        String content = "<details type=\\\"reasoning\\\">\\n".repeat(200_000) + "end";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertTrue(path(answered(content, "")).getLast().endsWith("end")));
    }

    @Test
    void aQuestionOpensNoBlock() {
        String block = "<details type=\\\"reasoning\\\">x</details>";
        Session session = only(openWebUi("T", "q", message("q", "", "user", block, "")));
        assertEquals(List.of("Q <details type=\"reasoning\">x</details>"), path(session));
    }

    @Test
    void toolBlocksAreCalls() {
        Answer answer =
                Exports.answer(
                        answered(
                                "<details type=\\\"tool_calls\\\" done=\\\"true\\\" id=\\\"1\\\""
                                        + " name=\\\"find\\\" arguments=\\\"{&quot;a&quot;:1}\\\""
                                        + " result=\\\"&lt;r&gt;\\\">\\n<summary>Tool Executed"
                                        + "</summary>\\n</details>\\nDone",
                                ""),
                        1);
        assertEquals(
                List.of(
                        new Answer.ToolUse(
                                "{\"name\":\"find\",\"arguments\":{\"a\":1}}",
                                false,
                                Optional.of("<r>"))),
                answer.tools());
        assertEquals("Done", answer.text());
    }

    @Test
    void stepsCountMoreThanTheTextMadeOfThem() {
        Answer answer =
                Exports.answer(
                        answered(
                                "shown",
                                ",'output':[{'type':'reasoning','content':[{'type':'output_text',"
                                        + "'text':'why'}]},{'type':'function_call','name':'f',"
                                        + "'arguments':'{}','call_id':'c'},{'type':"
                                        + "'function_call_output','call_id':'c','output':[{'text':"
                                        + "'r'}]},{'type':'message','content':[{'text':"
                                        + "'<details type=reasoning>'}]}]"),
                        1);
        assertEquals("why", answer.reasoning());
        assertEquals("<details type=reasoning>", answer.text());
        assertEquals(
                List.of(
                        new Answer.ToolUse(
                                "{\"name\":\"f\",\"arguments\":{}}", false, Optional.of("r"))),
                answer.tools());
    }

    @Test
    void filesErrorsAndInstructionsComeOver() {
        Session session =
                only(
                        openWebUi(
                                        "T",
                                        "a",
                                        message(
                                                "q",
                                                "",
                                                "user",
                                                "q",
                                                ",'files':[{'type':'file','name':'../a.txt','file':"
                                                        + "{'data':{'content':'inside'}}},"
                                                        + "{'type':'image','url':'data:x'}]"),
                                        message(
                                                "a",
                                                "q",
                                                "assistant",
                                                "",
                                                ",'error':{'content':'Out of memory'}"))
                                .replace("\"params\":{}", "\"params\":{\"system\":\"Be kind.\"}"),
                        new ImportNotice.Lost("T", Loss.FILE, 1));
        Message.Question question = (Message.Question) session.path().getFirst();
        assertEquals(List.of(new Attachment("a.txt", "inside")), question.attachments());
        assertEquals(
                Optional.of(new Answer.End.Failed("Out of memory")),
                Exports.answer(session, 1).end());
        assertEquals(Optional.of("Be kind."), session.settings().systemPrompt());
    }

    @Test
    void aListOfMessagesServesWhereThereIsNoHistory() {
        Session session =
                only(
                        Exports.quoted(
                                "{'id':'1','title':'T','chat':{'messages':[{'role':'user',"
                                        + "'content':'q'},{'role':'assistant','content':'a'}]}}"));
        assertEquals(List.of("1< Q q", "2<1 A a"), tree(session));
    }
}
