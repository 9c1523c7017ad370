package notso.inference.template.value;

import notso.inference.template.syntax.TemplateFault;

import java.util.Collection;

/**
 * Writes values as Python's {@code str} does, with quotes and {@code True}; origins as in {@link
 * JsonText}. SmolLM3's own template lists tools this way.
 */
public final class PythonText {

    private final Budget budget;

    public PythonText(Budget budget) {
        this.budget = budget;
    }

    public Text write(Value value) {
        TextBuilder out = new TextBuilder(budget);
        write(value, new Origins(budget).hasForeign(value), out, 0);
        return out.build();
    }

    private void write(Value value, boolean foreign, TextBuilder out, int level) {
        budget.checkValueDepth(level);
        switch (value) {
            case Text text -> string(text, foreign, out);
            case Value.Int(double number) -> out.append(Numbers.format(number), foreign);
            case Value.Decimal(double number) -> out.append(Numbers.formatDecimal(number), foreign);
            case Value.Bool(boolean held) -> out.append(held ? "True" : "False", foreign);
            case Value.None _ -> out.append("None", foreign);
            case Value.Undefined _ -> out.append("Undefined", foreign);
            case Sequence list -> list(list, foreign, out, level);
            case Dict dict -> entries(dict.entries().values(), foreign, out, level);
            case Value.Namespace names -> entries(names.entries().values(), foreign, out, level);
            case Value.Loop loop -> entries(loop.toDict().entries().values(), foreign, out, level);
            case Value.Function _ -> throw TemplateFault.of("it writes a function as text");
        }
    }

    private void list(Sequence list, boolean foreign, TextBuilder out, int level) {
        out.append(list.isTuple() ? "(" : "[", foreign);
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ", ", foreign);
            write(list.items().get(i), foreign, out, level + 1);
        }
        out.append(list.isTuple() && list.size() == 1 ? "," : "", foreign);
        out.append(list.isTuple() ? ")" : "]", foreign);
    }

    private void entries(
            Collection<Dict.Entry> entries, boolean foreign, TextBuilder out, int level) {
        out.append("{", foreign);
        String separator = "";
        for (Dict.Entry entry : entries) {
            out.append(separator, foreign);
            string(entry.key(), foreign, out);
            out.append(": ", foreign);
            write(entry.value(), foreign, out, level + 1);
            separator = ", ";
        }
        out.append("}", foreign);
    }

    private void string(Text text, boolean foreign, TextBuilder out) {
        boolean single = text.chars().indexOf('\'') < 0 || text.chars().indexOf('"') >= 0;
        String quote = single ? "'" : "\"";
        boolean first = text.isEmpty() ? foreign : text.isForeignAt(0);
        boolean last = text.isEmpty() ? foreign : text.isForeignAt(text.length() - 1);
        out.append(quote, first);
        text.forEachRun((chars, run) -> out.append(escaped(chars, single), run));
        out.append(quote, last);
    }

    private static String escaped(String chars, boolean single) {
        StringBuilder out = new StringBuilder(chars.length() + 8);
        chars.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\\' -> out.append("\\\\");
                                case '\n' -> out.append("\\n");
                                case '\r' -> out.append("\\r");
                                case '\t' -> out.append("\\t");
                                case '\'' -> out.append(single ? "\\'" : "'");
                                default -> {
                                    if (isPrintable(c)) {
                                        out.appendCodePoint(c);
                                    } else {
                                        out.append(escape(c));
                                    }
                                }
                            }
                        });
        return out.toString();
    }

    private static String escape(int c) {
        return c < 0x100
                ? "\\x%02x".formatted(c)
                : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
