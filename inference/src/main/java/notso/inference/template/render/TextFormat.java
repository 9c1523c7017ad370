package notso.inference.template.render;

import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Text;
import notso.inference.template.value.TextBuilder;
import notso.inference.template.value.Value;

/** Python's {@code "…{}…".format(…)}, with places, numbers and names, but no format codes. */
final class TextFormat {

    private TextFormat() {}

    static Text apply(Text pattern, Arguments given, Budget budget) {
        Coercion coercion = new Coercion(budget);
        TextBuilder out = new TextBuilder(budget);
        String chars = pattern.chars();
        int automatic = 0;
        int i = 0;
        while (i < chars.length()) {
            char c = chars.charAt(i);
            budget.step();
            if (c != '{' && c != '}') {
                int end = nextBrace(chars, i);
                out.append(pattern.slice(i, end));
                i = end;
            } else if (chars.startsWith(String.valueOf(c), i + 1)) {
                out.append(pattern.slice(i, i + 1));
                i += 2;
            } else {
                int end = chars.indexOf('}', i);
                if (c == '}' || end < 0) {
                    throw TemplateFault.of("it formats a text with unpaired braces");
                }
                String field = chars.substring(i + 1, end);
                String name = field.isEmpty() ? String.valueOf(automatic++) : field;
                out.append(coercion.shown(argument(given, name)));
                i = end + 1;
            }
        }
        return out.build();
    }

    private static int nextBrace(String chars, int from) {
        int i = from;
        while (i < chars.length() && chars.charAt(i) != '{' && chars.charAt(i) != '}') {
            i++;
        }
        return i;
    }

    private static Value argument(Arguments given, String name) {
        int place = name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
        return given.find(place, name)
                .orElseThrow(
                        () ->
                                TemplateFault.of(
                                        "it formats a text without a value for '{%s}'"
                                                .formatted(TemplateFault.quote(name))));
    }
}
