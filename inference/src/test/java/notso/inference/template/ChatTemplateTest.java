package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.Prompt;
import notso.inference.Prompt.Segment;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import java.time.LocalDateTime;
import java.util.List;

class ChatTemplateTest {

    private static final ChatTemplate PLAIN =
            ChatTemplate.parse("{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}");

    @Test
    void templateTextAndContentsAreSegmentsOfTheirOwn() {
        Prompt prompt =
                PLAIN.render(
                        Conversation.of(List.of(ChatMessage.system("s"), ChatMessage.user("u"))));
        assertEquals(
                List.of(
                        new Segment.Markup("<system>"),
                        new Segment.Plain("s"),
                        new Segment.Markup("<user>"),
                        new Segment.Plain("u")),
                prompt.segments());
    }

    @Test
    void reasoningIsPutBeforeTheAnswerBetweenTagsThatAreMarkup() {
        Prompt prompt =
                PLAIN.render(Conversation.of(List.of(ChatMessage.assistant("</think>", "4"))));
        assertEquals(
                List.of(
                        new Segment.Markup("<assistant><think>\n"),
                        new Segment.Plain("</think>"),
                        new Segment.Markup("\n</think>\n"),
                        new Segment.Plain("4")),
                prompt.segments());
    }

    @Test
    void templateThatKnowsReasoningGetsItAsThat() {
        ChatTemplate template =
                ChatTemplate.parse("{{ messages[0].content }}|{{ messages[0].reasoning_content }}");
        Prompt prompt =
                template.render(Conversation.of(List.of(ChatMessage.assistant("why", "what"))));
        assertEquals("what|why", prompt.text());
    }

    @Test
    void tokensAreEmptyUnlessGivenAndThenMarkup() {
        ChatTemplate template = ChatTemplate.parse("{{ bos_token }}x{{ eos_token + '' }}");
        Conversation conversation = Conversation.of(List.of(ChatMessage.user("")));
        assertEquals("x", template.render(conversation).text());
        assertEquals(
                Prompt.markup("<s>x</s>"), template.withTokens("<s>", "</s>").render(conversation));
    }

    @Test
    void thinkingIsSaidOnlyIfSpecified() {
        ChatTemplate template =
                ChatTemplate.parse(
                        "{{ enable_thinking if enable_thinking is defined else 'unsaid' }}");
        Conversation conversation = Conversation.of(List.of(ChatMessage.user("")));
        assertEquals("unsaid", template.render(conversation).text());
        assertEquals("true", template.render(conversation.withThinking(Thinking.ON)).text());
        assertEquals("false", template.render(conversation.withThinking(Thinking.OFF)).text());
    }

    @Test
    void dateIsTheOneGiven() {
        ChatTemplate template = ChatTemplate.parse("{{ strftime_now('%Y-%m-%d %H:%M') }}");
        Conversation conversation =
                Conversation.of(List.of(ChatMessage.user("")))
                        .withNow(LocalDateTime.of(2031, 1, 2, 3, 4));
        assertEquals("2031-01-02 03:04", template.render(conversation).text());
    }

    @Test
    void toolsAreUndefinedWhereThereAreNone() {
        ChatTemplate template =
                ChatTemplate.parse(
                        "{{ tools is defined }}{{ add_generation_prompt }}{{ python_tools }}");
        Conversation conversation = Conversation.of(List.of(ChatMessage.user("")));
        assertEquals("falsetrue", template.render(conversation).text());
        Conversation equipped =
                conversation
                        .withTools(List.of(JsonNodeFactory.instance.objectNode()))
                        .withPythonTools(JsonNodeFactory.instance.stringNode("def f"))
                        .withGenerationPrompt(false);
        assertEquals("truefalsedef f", template.render(equipped).text());
    }
}
