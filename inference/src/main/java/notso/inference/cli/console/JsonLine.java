package notso.inference.cli.console;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts and numbers as JSON on one line. */
public final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    /** The object with these members, in the map's order, without a line break. */
    public static String of(Map<String, ?> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(members, generator);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach(
                        (name, member) -> {
                            out.writeName(String.valueOf(name));
                            write(member, out);
                        });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(item -> write(item, out));
                out.writeEndArray();
            }
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number when Double.isFinite(number) -> out.writeNumber(number);
            case Double _ -> out.writeNull();
            default -> out.writeString(String.valueOf(value));
        }
    }
}
