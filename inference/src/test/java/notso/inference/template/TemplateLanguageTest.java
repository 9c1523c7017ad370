package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Each feature of the language, by small templates. */
class TemplateLanguageTest {

    static Stream<Arguments> rows() {
        return Stream.of(TemplateTable.common(), TemplateTable.extensions())
                .flatMap(table -> table.entrySet().stream())
                .map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void templateMakesText(String source, String expected) {
        assertEquals(
                expected, ChatTemplate.parse(source).render(TemplateTable.conversation()).text());
    }

    @Test
    void referenceRendererMakesTheSame() {
        JsonNode reference = reference(TemplateTable.common());
        TemplateTable.common()
                .forEach(
                        (source, expected) ->
                                assertEquals(
                                        expected,
                                        reference.path(source).path("c").path("text").asString(),
                                        source));
    }

    @Test
    void referenceRendererRefusesTheExtensions() {
        Map<String, String> extensions = TemplateTable.extensions();
        JsonNode reference = reference(extensions);
        for (String source : extensions.keySet()) {
            assertTrue(reference.path(source).path("c").has("error"), source);
        }
    }

    private static JsonNode reference(Map<String, String> table) {
        Map<String, String> templates = new LinkedHashMap<>();
        table.keySet().forEach(source -> templates.put(source, source));
        return ReferenceRenderer.render(
                templates, Map.of("c", SampleConversations.context(TemplateTable.conversation())));
    }
}
