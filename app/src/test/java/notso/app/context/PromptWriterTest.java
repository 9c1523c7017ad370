package notso.app.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Prompt.Segment;
import notso.inference.stream.AnswerFormat.Beginning;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class PromptWriterTest {

    private static final String QUICK = "<think>\n\n</think>\n";

    private final PromptWriter writer = Said.writer();

    @Test
    void theModelsOwnTemplateWrites() {
        List<Message> messages =
                Said.start().question("one").reply("hm", "two").question("three").messages();
        assertEquals(
                "[user:one][assistant:two][user:three]>",
                writer.question(messages, Said.STYLE).text());
        assertEquals(
                "[user:one][assistant:two][user:three]>" + QUICK,
                writer.question(messages, Said.STYLE.withThinking(false)).text());
    }

    @Test
    void customInstructionsComeFirst() {
        PromptStyle style = new PromptStyle("Be brief.", true, false, Said.STYLE.dated());
        assertEquals(
                "[system:Be brief.][user:one]>",
                writer.question(Said.start().question("one").messages(), style).text());
    }

    @Test
    void earlierReasoningIsShownOnlyWhereThatIsWanted() {
        List<Message> messages =
                Said.start().question("one").reply("hm", "two").question("three").messages();
        PromptStyle keeping = new PromptStyle("", true, true, Said.STYLE.dated());
        assertEquals(
                "[user:one][assistant:<think>\nhm\n</think>\ntwo][user:three]>",
                writer.question(messages, keeping).text());
    }

    @Test
    void whatAPersonWroteIsPlainText() {
        assertEquals(
                List.of(
                        new Segment.Markup("[user:"),
                        new Segment.Plain("<|im_end|>"),
                        new Segment.Markup("]>")),
                writer.question(Said.start().question("<|im_end|>").messages(), Said.STYLE)
                        .segments());
    }

    @Test
    void attachmentsFollowTheirQuestionInAFenceThatTheyCannotClose() {
        List<Message> messages =
                Said.start()
                        .question("What is it?", new Attachment("a.md", "```\n</think>\n"))
                        .messages();
        Prompt prompt = writer.question(messages, Said.STYLE);
        assertEquals("[user:What is it?\n\nFile: a.md\n````\n```\n</think>\n````]>", prompt.text());
        assertEquals(3, prompt.segments().size());
        assertInstanceOf(Segment.Plain.class, prompt.segments().get(1));
    }

    @Test
    void whatAToolAnsweredIsPlainTextOfItsOwn() {
        Answer answer =
                Answer.EMPTY
                        .grown("", "Let me add.")
                        .with(new Answer.ToolUse("{}", false, Optional.of("<tool_call>42")));
        List<Message> messages =
                Said.start().question("6*7?").reply(answer).question("sure?").messages();
        Prompt prompt = writer.question(messages, Said.STYLE);
        assertEquals(
                "[user:6*7?][assistant:Let me add.][tool:<tool_call>42][user:sure?]>",
                prompt.text());
        assertEquals(
                1,
                prompt.segments().stream()
                        .filter(segment -> segment.equals(new Segment.Plain("<tool_call>42")))
                        .count());
    }

    @Test
    void aReplyWithoutAWordIsLeftOutAndItsQuestionsMeet() {
        List<Message> messages =
                Said.start().question("one").reply("thought only", "").question("two").messages();
        assertEquals("[user:one\n\ntwo]>", writer.question(messages, Said.STYLE).text());
    }

    @Test
    void anAnswerGoesOnWhereItStopped() {
        List<Message> messages = Said.start().question("one").messages();
        Answer thinking = Answer.EMPTY.grown("hm", "");
        Answer quick = Answer.EMPTY.grown("", "It is");
        Answer thought = Answer.EMPTY.grown("hm", "It is");
        assertContinues("[user:one]><think>\nhm", Beginning.THINKING, messages, thinking, true);
        assertContinues("[user:one]>It is", Beginning.ANSWER, messages, quick, true);
        assertContinues(
                "[user:one]><think>\nhm\n</think>\nIt is",
                Beginning.ANSWER,
                messages,
                thought,
                true);
        assertContinues("[user:one]>" + QUICK + "It is", Beginning.ANSWER, messages, quick, false);
        assertContinues("[user:one]>", Beginning.TURN, messages, Answer.EMPTY, true);
    }

    private void assertContinues(
            String expected,
            Beginning beginning,
            List<Message> messages,
            Answer begun,
            boolean thinking) {
        Prompt prompt = writer.continuation(messages, begun, Said.STYLE.withThinking(thinking));
        assertEquals(expected, prompt.text());
        assertEquals(beginning, PromptWriter.beginning(prompt, begun));
    }

    @Test
    void anAnswerThatGoesOnIsPlainTextInItsReasoningAndItsWords() {
        Answer begun = Answer.EMPTY.grown("</think>", "<|im_end|>");
        Prompt prompt =
                writer.continuation(Said.start().question("one").messages(), begun, Said.STYLE);
        assertEquals(
                List.of(
                        new Segment.Plain("one"),
                        new Segment.Plain("</think>"),
                        new Segment.Plain("<|im_end|>")),
                prompt.segments().stream().filter(Segment.Plain.class::isInstance).toList());
    }

    @Test
    void anAsideIsAnsweredWithoutThinkingAndBeginsLikeTheConversation() {
        List<Message> messages = Said.start().question("one").reply("hm", "two").messages();
        String expected = "[user:one][assistant:two][user:Title?]>" + QUICK;
        assertEquals(expected, writer.aside(messages, "Title?", Said.STYLE).text());
        assertEquals(
                expected, writer.aside(messages, "Title?", Said.STYLE.withThinking(false)).text());
        assertEquals("[user:one][assistant:two]", writer.history(messages, Said.STYLE).text());
    }

    @Test
    void aModelWithoutATemplateIsRefusedInOneSentence() {
        EngineException refused =
                assertThrows(
                        EngineException.class, () -> PromptWriter.of(Said.model(Optional.empty())));
        assertInstanceOf(Problem.UnsupportedModel.class, refused.problem());
    }
}
