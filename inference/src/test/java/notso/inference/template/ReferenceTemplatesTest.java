package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every published template gives what the reference renderer gives. */
class ReferenceTemplatesTest {

    /** Templates and conversations that the reference renders; fewer means that one was lost. */
    private static final int FEWEST_RENDERED = 3000;

    @Test
    void everyTemplateRendersAsTheReferenceDoes() {
        Map<String, String> templates = ReferenceFiles.templates();
        Map<String, Conversation> conversations = SampleConversations.all();
        Map<String, ObjectNode> contexts = new LinkedHashMap<>();
        conversations.forEach(
                (name, conversation) ->
                        contexts.put(name, SampleConversations.context(conversation)));
        JsonNode reference = ReferenceRenderer.render(templates, contexts);
        Tally tally = new Tally();
        assertAll(
                templates.entrySet().stream()
                        .map(
                                template ->
                                        () ->
                                                compare(
                                                        template,
                                                        conversations,
                                                        reference.path(template.getKey()),
                                                        tally)));
        tally.check();
    }

    private static void compare(
            Map.Entry<String, String> published,
            Map<String, Conversation> conversations,
            JsonNode reference,
            Tally tally) {
        ChatTemplate template = ChatTemplate.parse(published.getValue()).withTokens("<s>", "</s>");
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        conversations.forEach(
                (name, conversation) -> {
                    JsonNode wanted = reference.path(name);
                    String ours = render(template, conversation);
                    if (wanted.has("text")) {
                        tally.rendered++;
                        expected.add(name + ":\n" + wanted.path("text").stringValue());
                        actual.add(name + ":\n" + ours);
                    } else {
                        tally.refused++;
                        if (!ours.startsWith(REFUSED)) {
                            tally.onlyHere.merge(wanted.path("error").asString(), 1, Integer::sum);
                        }
                    }
                });
        assertEquals(String.join("\n", expected), String.join("\n", actual), published.getKey());
    }

    private static final String REFUSED = "\u0000refused: ";

    private static String render(ChatTemplate template, Conversation conversation) {
        try {
            return template.render(conversation).text();
        } catch (EngineException e) {
            assertTrue(e.problem() instanceof Problem.BadTemplate, e::getMessage);
            return REFUSED + e.getMessage();
        }
    }

    /** What was compared so far. */
    private static final class Tally {
        private int rendered;
        private int refused;
        private final Map<String, Integer> onlyHere = new TreeMap<>();

        void check() {
            System.out.printf(
                    "chat templates: %d renderings compared; the reference refused %d, of which"
                            + " these are rendered here, by what it says: %s%n",
                    rendered, refused, onlyHere);
            assertTrue(rendered >= FEWEST_RENDERED, "only " + rendered + " renderings compared");
        }
    }
}
