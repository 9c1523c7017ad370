package notso.inference.template.value;

import notso.inference.template.syntax.TemplateFault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Writes values as JSON the way Python's {@code json.dumps} lays it out.
 *
 * <p>A text keeps its origin, its quotes and escapes included. Everything else (brackets, commas,
 * numbers) is foreign where any part of the value is, else the template's own.
 */
public final class JsonText {

    /**
     * How to lay out.
     *
     * @param indent blanks for each level; 0 for one line
     * @param undefined what an undefined value is written as
     */
    public record Layout(
            int indent,
            boolean ensureAscii,
            Text itemSeparator,
            Text keySeparator,
            boolean sortKeys,
            String undefined) {

        public static final Layout PLAIN = plain("null");
        public static final Layout SHOWN = plain("undefined");

        private static Layout plain(String undefined) {
            return new Layout(0, false, Text.markup(", "), Text.markup(": "), false, undefined);
        }
    }

    private final Budget budget;

    public JsonText(Budget budget) {
        this.budget = budget;
    }

    public Text shown(Value value) {
        return write(value, Layout.SHOWN);
    }

    public Text write(Value value, Layout layout) {
        boolean foreign = new Origins(budget).hasForeign(value);
        Writing writing = new Writing(layout, foreign, new TextBuilder(budget));
        writing.value(value, 0);
        return writing.out.build();
    }

    private final class Writing {

        private final Layout layout;
        private final boolean foreign;
        private final TextBuilder out;

        Writing(Layout layout, boolean foreign, TextBuilder out) {
            this.layout = layout;
            this.foreign = foreign;
            this.out = out;
        }

        void value(Value value, int level) {
            budget.checkValueDepth(level);
            switch (value) {
                case Text text -> string(text);
                case Value.Int(double number) -> number(number);
                case Value.Decimal(double number) -> number(number);
                case Value.Bool(boolean held) -> structure(held ? "true" : "false");
                case Value.None _ -> structure("null");
                case Value.Undefined _ -> structure(layout.undefined());
                case Sequence list -> list(list, level);
                case Dict dict -> entries(dict.entries().values(), level);
                case Value.Namespace names -> entries(names.entries().values(), level);
                case Value.Loop loop -> entries(loop.toDict().entries().values(), level);
                case Value.Function _ -> throw TemplateFault.of("it writes a function as JSON");
            }
        }

        private void structure(String text) {
            out.append(text, foreign);
        }

        private void structure(Text text) {
            if (foreign) {
                out.append(text.chars(), true);
            } else {
                out.append(text);
            }
        }

        private void number(double number) {
            boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
            structure(finite ? Numbers.format(number) : "null");
        }

        private void list(Sequence list, int level) {
            structure("[");
            for (int i = 0; i < list.size(); i++) {
                between(i, level + 1);
                value(list.items().get(i), level + 1);
            }
            end(list.size(), level, "]");
        }

        private void entries(Collection<Dict.Entry> entries, int level) {
            List<Dict.Entry> ordered = new ArrayList<>(entries);
            if (layout.sortKeys()) {
                budget.steps((long) ordered.size() * 16);
                ordered.sort(Comparator.comparing(entry -> entry.key().chars(), Alphabet.ORDER));
            }
            structure("{");
            for (int i = 0; i < ordered.size(); i++) {
                between(i, level + 1);
                string(ordered.get(i).key());
                structure(layout.keySeparator());
                value(ordered.get(i).value(), level + 1);
            }
            end(ordered.size(), level, "}");
        }

        private void between(int index, int level) {
            if (index > 0) {
                structure(layout.itemSeparator());
            }
            lineBreak(level);
        }

        private void end(int size, int level, String bracket) {
            if (size > 0) {
                lineBreak(level);
            }
            structure(bracket);
        }

        private void lineBreak(int level) {
            if (layout.indent() > 0) {
                long width = (long) layout.indent() * level;
                budget.characters(width);
                structure("\n");
                structure(" ".repeat((int) width));
            }
        }

        private void string(Text text) {
            boolean first = !text.isEmpty() && text.isForeignAt(0);
            boolean last = !text.isEmpty() && text.isForeignAt(text.length() - 1);
            out.append("\"", text.isEmpty() ? foreign : first);
            text.forEachRun((chars, run) -> out.append(escaped(chars), run));
            out.append("\"", text.isEmpty() ? foreign : last);
        }

        private String escaped(String chars) {
            StringBuilder escaped = new StringBuilder(chars.length() + 16);
            for (int i = 0; i < chars.length(); i++) {
                char c = chars.charAt(i);
                switch (c) {
                    case '"' -> escaped.append("\\\"");
                    case '\\' -> escaped.append("\\\\");
                    case '\b' -> escaped.append("\\b");
                    case '\f' -> escaped.append("\\f");
                    case '\n' -> escaped.append("\\n");
                    case '\r' -> escaped.append("\\r");
                    case '\t' -> escaped.append("\\t");
                    default -> {
                        if (c < ' ' || (layout.ensureAscii() && c > '~') || isLone(chars, i)) {
                            escaped.append("\\u%04x".formatted((int) c));
                        } else {
                            escaped.append(c);
                        }
                    }
                }
            }
            return escaped.toString();
        }

        /** Whether a half of a surrogate pair stands without its other half. */
        private boolean isLone(String chars, int i) {
            char c = chars.charAt(i);
            if (Character.isHighSurrogate(c)) {
                return i + 1 == chars.length() || !Character.isLowSurrogate(chars.charAt(i + 1));
            }
            return Character.isLowSurrogate(c)
                    && (i == 0 || !Character.isHighSurrogate(chars.charAt(i - 1)));
        }
    }
}
