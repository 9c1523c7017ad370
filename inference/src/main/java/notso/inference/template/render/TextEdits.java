package notso.inference.template.render;

import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.syntax.Whitespace;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Text;
import notso.inference.template.value.TextBuilder;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Cuts, joins and changes texts without losing where their characters are from. */
final class TextEdits {

    private final Budget budget;

    TextEdits(Budget budget) {
        this.budget = budget;
    }

    Text upper(Text text) {
        return mapped(text, chars -> chars.toUpperCase(Locale.ROOT));
    }

    Text lower(Text text) {
        return mapped(text, chars -> chars.toLowerCase(Locale.ROOT));
    }

    /** A few characters change their number with their case; then each run is mapped by itself. */
    private Text mapped(Text text, UnaryOperator<String> mapping) {
        budget.characters(text.length());
        String whole = mapping.apply(text.chars());
        if (whole.length() == text.length()) {
            return text.withChars(whole);
        }
        TextBuilder out = new TextBuilder(budget);
        text.forEachRun((chars, foreign) -> out.append(mapping.apply(chars), foreign));
        return out.build();
    }

    Text capitalized(Text text) {
        if (text.isEmpty()) {
            return text;
        }
        return concat(upper(text.slice(0, 1)), text.slice(1, text.length()));
    }

    /** A capital at the start of each run of ASCII letters, digits and underscores. */
    Text titled(Text text) {
        budget.characters(text.length());
        StringBuilder out = new StringBuilder(text.chars());
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'a' && c <= 'z' && (i == 0 || !isWord(text.chars().charAt(i - 1)))) {
                out.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return text.withChars(out.toString());
    }

    private static boolean isWord(char c) {
        return c == '_'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }

    Text concat(Text left, Text right) {
        return new TextBuilder(budget).append(left).append(right).build();
    }

    Text join(List<Text> parts, Text separator) {
        TextBuilder out = new TextBuilder(budget);
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? Text.EMPTY : separator).append(parts.get(i));
            budget.step();
        }
        return out.build();
    }

    boolean contains(Text text, Text wanted) {
        return indexOf(text, wanted, 0) >= 0;
    }

    int indexOf(Text text, Text wanted, int from) {
        budget.search(text.length() - from, wanted.length());
        return text.chars().indexOf(wanted.chars(), from);
    }

    /** Parts between white space; the last one is the rest where there are too many. */
    List<Value> splitAtSpace(Text text, double mostSplits) {
        budget.scan(text.length());
        String chars = text.chars();
        List<Value> parts = new ArrayList<>();
        int start = Whitespace.skip(chars, 0);
        while (start < chars.length()) {
            int end = start;
            while (end < chars.length() && !Whitespace.isSpace(chars.charAt(end))) {
                end++;
            }
            boolean rest = mostSplits != -1 && parts.size() >= mostSplits;
            addPart(parts, text.slice(start, rest ? chars.length() : end));
            start = rest ? chars.length() : Whitespace.skip(chars, end);
        }
        return parts;
    }

    /** Parts between separators; the last one is the rest where there are too many. */
    List<Value> split(Text text, Text separator, double mostSplits) {
        if (separator.isEmpty()) {
            throw TemplateFault.of("it splits a text at nothing");
        }
        budget.search(text.length(), separator.length());
        List<Value> parts = new ArrayList<>();
        int start = 0;
        int next = text.chars().indexOf(separator.chars());
        while (next >= 0 && (mostSplits < 0 || parts.size() < mostSplits)) {
            addPart(parts, text.slice(start, next));
            start = next + separator.length();
            next = text.chars().indexOf(separator.chars(), start);
        }
        addPart(parts, text.slice(start, text.length()));
        return parts;
    }

    private void addPart(List<Value> parts, Text part) {
        budget.items(1 + part.runs());
        budget.characters(part.length());
        parts.add(part);
    }

    /** Replaces the first so many occurrences, or all where {@code most} is negative. */
    Text replace(Text text, Text old, Text replacement, double most) {
        if (most == 0) {
            return text;
        }
        budget.search(text.length(), old.length());
        TextBuilder out = new TextBuilder(budget);
        int done = 0;
        int next = text.chars().indexOf(old.chars());
        double left = most < 0 ? Double.POSITIVE_INFINITY : most;
        while (next >= 0 && left > 0) {
            out.append(text.slice(done, next)).append(replacement);
            budget.step();
            left--;
            done = next + old.length();
            next = nextPlace(text, old, next);
        }
        return out.append(text.slice(done, text.length())).build();
    }

    /** An empty text occurs before every character and at the end. */
    private static int nextPlace(Text text, Text old, int place) {
        if (!old.isEmpty()) {
            return text.chars().indexOf(old.chars(), place + old.length());
        }
        return place == text.length() ? -1 : text.chars().offsetByCodePoints(place, 1);
    }

    /** Each line moved to the right; the first and empty ones only if asked. */
    Text indent(Text text, double width, boolean first, boolean blank) {
        String blanks = blanks(width);
        TextBuilder out = new TextBuilder(budget);
        int start = 0;
        while (start <= text.length()) {
            int end = text.chars().indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            if ((first || start > 0) && (blank || stop > start)) {
                out.append(blanks, false);
            }
            out.append(text.slice(start, end < 0 ? stop : stop + 1));
            start = end < 0 ? text.length() + 1 : end + 1;
        }
        return out.build();
    }

    private String blanks(double width) {
        if (!(width >= 0)) {
            throw TemplateFault.of("it indents by a negative width");
        }
        budget.characters((long) width);
        return " ".repeat((int) width);
    }

    Text repeat(Text text, double times) {
        TextBuilder out = new TextBuilder(budget);
        for (double i = 0; i < times && !text.isEmpty(); i++) {
            out.append(text);
            budget.step();
        }
        return out.build();
    }

    /** Each code point as a text of its own. */
    List<Text> codePoints(Text text) {
        budget.items(text.length());
        List<Text> points = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = text.chars().offsetByCodePoints(i, 1);
            points.add(text.slice(i, end));
            i = end;
        }
        return points;
    }
}
