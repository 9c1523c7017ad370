package notso.inference.template.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A passage between {@code {% raw %}} and {@code {% endraw %}}, in which nothing is a tag.
 *
 * @param text the passage, less white space that its tags ask to remove
 * @param end offset after the end tag
 */
record RawBlock(String text, int end) {

    private static final Pattern START = Pattern.compile("\\{%-?\\s*+raw\\s*+(-?)%}");
    private static final Pattern END = Pattern.compile("\\{%(-?)\\s*+endraw\\s*+(-?)%}");

    static boolean startsAt(String source, int position) {
        return START.matcher(source).region(position, source.length()).lookingAt();
    }

    static RawBlock read(String source, int position) {
        Matcher start = START.matcher(source).region(position, source.length());
        Matcher end = END.matcher(source);
        if (!start.lookingAt() || !end.find(start.end())) {
            throw Excerpt.fault(source, position, "a raw block is not closed");
        }
        int from = start.group(1).isEmpty() ? start.end() : Whitespace.skip(source, start.end());
        int to = Math.max(from, end.start());
        if (!end.group(1).isEmpty()) {
            to = Whitespace.skipBack(source, from, to);
        }
        int after = end.group(2).isEmpty() ? end.end() : Whitespace.skip(source, end.end());
        return new RawBlock(source.substring(from, to), after);
    }
}
