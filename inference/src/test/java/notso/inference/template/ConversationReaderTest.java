package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Stream;

class ConversationReaderTest {

    private static final String USER = "{\"role\": \"user\", \"content\": \"Hi\"}";

    @Test
    void listOfMessagesIsRead() {
        Conversation conversation = ConversationReader.read("[" + USER + "]");
        assertEquals(1, conversation.messages().size());
        assertEquals("user", conversation.messages().getFirst().role());
        assertEquals(
                "Hi", conversation.messages().getFirst().fields().path("content").stringValue());
        assertTrue(conversation.addGenerationPrompt());
        assertEquals(Thinking.UNSPECIFIED, conversation.thinking());
    }

    @Test
    void objectMayHaveToolsAndVariables() {
        Conversation conversation =
                ConversationReader.read(
                        """
                        {"model": "m", "messages": [%s], "tools": [{"type": "function"}],
                         "documents": [1], "chat_template_kwargs": {"mood": "fine"}}
                        """
                                .formatted(USER));
        assertEquals("function", conversation.tools().getFirst().path("type").stringValue());
        assertEquals(Set.of("documents", "mood"), conversation.variables().keySet());
    }

    @Test
    void unknownFieldsReachTheTemplate() {
        Conversation conversation =
                ConversationReader.read(
                        "[{\"role\": \"user\", \"content\": null, \"mood\": {\"deep\": [7]}}]");
        assertEquals(
                "7",
                ChatTemplate.parse("{{ messages[0].mood.deep[0] }}").render(conversation).text());
    }

    @Test
    void emptyListOfToolsIsDefined() {
        Conversation conversation =
                ConversationReader.read("{\"messages\": [%s], \"tools\": []}".formatted(USER));
        assertEquals(
                "true", ChatTemplate.parse("{{ tools is defined }}").render(conversation).text());
    }

    @Test
    void toolsAreReadFromAListOrAnObject() {
        assertEquals(2, ConversationReader.readTools("[{\"a\": 1}, \"def f\"]").size());
        assertEquals(1, ConversationReader.readTools("{\"tools\": [{}]}").size());
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "The conversation is ''"),
                Arguments.of("hello", "The conversation is 'hello', but must be JSON"),
                Arguments.of("[", "must be JSON"),
                Arguments.of("[" + USER + "] x", "must be JSON"),
                Arguments.of("[{\"role\": \"a\", \"role\": \"b\"}]", "must be JSON"),
                Arguments.of("[".repeat(100_000), "must be JSON"),
                Arguments.of("7", "must be a list of messages, or an object with \"messages\""),
                Arguments.of("null", "must be a list of messages, or an object with \"messages\""),
                Arguments.of("{}", "must be a list of messages, or an object with \"messages\""),
                Arguments.of("[]", "The list of messages is 'empty'"),
                Arguments.of("[7]", "The message 1 is '7', but must be an object"),
                Arguments.of("[" + USER + ", {}]", "The role of message 2 is 'missing'"),
                Arguments.of("[{\"role\": 1}]", "The role of message 1 is '1', but must be a text"),
                Arguments.of(
                        "[{\"role\": \"user\", \"content\": 1}]",
                        "The content of message 1 is '1', but must be a text or a list of parts"),
                Arguments.of(
                        "[{\"role\": \"user\", \"content\": [1]}]", "The part of message 1 is '1'"),
                Arguments.of(
                        "[{\"role\": \"user\", \"content\": [{\"type\": \"text\"}]}]",
                        "The part of message 1 is '{\"type\":\"text\"}'"),
                Arguments.of(
                        "[{\"role\": \"assistant\", \"tool_calls\": {}}]",
                        "The \"tool_calls\" of message 1 is '{}', but must be a list"),
                Arguments.of(
                        "{\"messages\": [" + USER + "], \"tools\": 1}",
                        "The list of tools is '1', but must be a list of objects"),
                Arguments.of("{\"messages\": [" + USER + "], \"tools\": [1]}", "The tool 1 is '1'"),
                Arguments.of("[\"" + "x".repeat(16_000_000) + "\"]", "must be at most 16,000,000"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badJsonIsOneSentence(String json, String part) {
        EngineException failure =
                assertThrows(EngineException.class, () -> ConversationReader.read(json));
        assertInstanceOf(Problem.InvalidValue.class, failure.problem());
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
        assertTrue(failure.getMessage().length() < 300, failure.getMessage());
    }
}
