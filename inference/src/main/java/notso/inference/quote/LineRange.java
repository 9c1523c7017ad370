package notso.inference.quote;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a file.
 *
 * @param first counted from 1
 * @param last the last one, itself included; empty for as many as a quotation holds
 */
public record LineRange(int first, OptionalInt last) {

    /** A file from its beginning. */
    public static final LineRange ALL = new LineRange(1, OptionalInt.empty());

    /** The most lines of a quotation. */
    public static final int MOST_LINES = 5_000;

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9})(?:([-–])(\\d{1,9})?)?");

    /**
     * @throws EngineException with {@link Problem.InvalidValue} for lines that cannot be
     */
    public LineRange {
        if (first < 1) {
            throw invalid(first, "at least 1");
        }
        if (last.isPresent() && last.getAsInt() < first) {
            throw invalid(first + "-" + last.getAsInt(), "a range that rises, such as 10-40");
        }
        if (last.isPresent() && last.getAsInt() - first >= MOST_LINES) {
            throw invalid(first + "-" + last.getAsInt(), "at most %,d lines".formatted(MOST_LINES));
        }
    }

    /**
     * Reads {@code 10}, {@code 10-40} or {@code 10-}.
     *
     * @throws EngineException with {@link Problem.InvalidValue} for anything else
     */
    public static LineRange parse(String text) {
        Matcher range = SYNTAX.matcher(text);
        if (!range.matches()) {
            throw invalid(text, "a line or a range such as 10-40");
        }
        int first = Integer.parseInt(range.group(1));
        if (range.group(2) == null) {
            return new LineRange(first, OptionalInt.of(first));
        }
        return new LineRange(
                first,
                range.group(3) == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(range.group(3))));
    }

    private static EngineException invalid(Object value, String expected) {
        return new EngineException(
                new Problem.InvalidValue("line range", String.valueOf(value), expected));
    }
}
