package notso.inference.quote;

import java.util.Optional;

/**
 * Picks lines out of a stream of characters. A line ends with a line feed, a carriage return, or
 * both.
 */
final class LineFinder {

    /** The most characters of a quotation. */
    static final int MOST_CHARACTERS = 1_000_000;

    private final int first;
    private final int last;
    private final StringBuilder text = new StringBuilder();

    private int line = 1;
    private boolean lineHasBegun;
    private int wholeLinesEnd;
    private boolean afterReturn;
    private boolean done;
    private boolean cut;

    LineFinder(LineRange range) {
        first = range.first();
        last = range.last().orElse(first + LineRange.MOST_LINES - 1);
    }

    /** Takes the first {@code count} characters. */
    void accept(char[] characters, int count) {
        for (int i = 0; i < count && !done; i++) {
            char c = characters[i];
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                endLine();
            } else {
                add(c);
            }
        }
    }

    /** Whether nothing more is needed. */
    boolean isDone() {
        return done;
    }

    /** The lines that were asked for, as far as the stream went; empty if it has not the first. */
    Optional<FileLines> found() {
        if (linesSeen() < first) {
            return Optional.empty();
        }
        String body = text.isEmpty() || !lineHasBegun ? text.toString() : text + "\n";
        return Optional.of(new FileLines(body, first, linesSeen(), cut));
    }

    /** How many lines there were, the one that has not ended included. */
    int linesSeen() {
        return lineHasBegun ? line : line - 1;
    }

    private void endLine() {
        if (line >= first) {
            text.append('\n');
            wholeLinesEnd = text.length();
        }
        lineHasBegun = false;
        done = line == last;
        line++;
    }

    private void add(char c) {
        lineHasBegun = true;
        if (line < first) {
            return;
        }
        if (text.length() < MOST_CHARACTERS) {
            text.append(c);
            return;
        }
        done = true;
        cut = true;
        if (wholeLinesEnd > 0) {
            text.setLength(wholeLinesEnd);
            lineHasBegun = false;
        } else if (Character.isHighSurrogate(text.charAt(text.length() - 1))) {
            text.setLength(text.length() - 1);
        }
    }
}
