package notso.app.conversation.search;

import notso.app.conversation.MessageId;
import notso.app.conversation.search.SearchHit.Place;
import notso.app.conversation.search.SearchHit.Range;
import notso.app.conversation.search.words.Words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Cuts the passage around a place out of a session's text, between words. */
final class Excerpt {

    private static final int LONGEST = 200;

    /** Characters before the place. */
    private static final int BEFORE = 60;

    private static final int ROWS_BEFORE = 1;
    private static final int ROWS_BEHIND = 3;
    private static final char FIRST_MARK = '\u0300';
    private static final String CUT = "…";

    private final Layout layout;
    private final IndexedText text;
    private final Matcher matcher;

    /** A word of a passage, and whether it was looked for. */
    private record Word(int position, int start, int end, boolean found) {}

    /** Some rows, more than are shown. */
    private record Passage(String text, List<Word> words, boolean isBeginning, boolean isEnd) {}

    Excerpt(Layout layout, IndexedText text, Matcher matcher) {
        this.layout = layout;
        this.text = text;
        this.matcher = matcher;
    }

    /**
     * @throws IOException if the text is not what was indexed
     */
    Place around(Matcher.Spot spot) throws IOException {
        int section = spot.section();
        int row = layout.rowOf(spot.position());
        int firstRow = Math.max(layout.firstRows()[section], row - ROWS_BEFORE);
        int endRow = Math.min(layout.endRow(section), row + 1 + ROWS_BEHIND);
        String rows = read(firstRow, endRow);
        Passage passage =
                new Passage(
                        rows,
                        words(rows, layout.rowPositions()[firstRow]),
                        firstRow == layout.firstRows()[section],
                        endRow == layout.endRow(section));
        int message = layout.messages()[section];
        int anchor = anchor(passage, spot.position());
        int start = start(passage, anchor);
        int end = end(passage, anchor, start);
        String before = start > 0 || !passage.isBeginning() ? CUT : "";
        String behind = end < rows.length() || !passage.isEnd() ? CUT : "";
        return new Place(
                message == 0 ? Optional.empty() : Optional.of(new MessageId(message)),
                layout.field(section),
                before + rows.substring(start, end) + behind,
                highlights(passage.words(), start, end, before.length()));
    }

    private String read(int firstRow, int endRow) throws IOException {
        int start = layout.rowStarts()[firstRow];
        byte[] bytes = text.read(start, layout.rowEnd(endRow - 1) - start);
        for (int row = firstRow; row < endRow; row++) {
            CRC32C check = new CRC32C();
            int rowStart = layout.rowStarts()[row];
            check.update(bytes, rowStart - start, layout.rowEnd(row) - rowStart);
            if ((int) check.getValue() != layout.rowChecks()[row]) {
                throw new IOException("changed");
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private List<Word> words(String passage, int firstPosition) {
        List<Word> words = new ArrayList<>();
        Words reader = new Words(passage);
        for (int position = firstPosition; reader.next(); position++) {
            words.add(new Word(position, reader.start(), reader.end(), matcher.covers(position)));
        }
        return words;
    }

    private static int anchor(Passage passage, int position) {
        return passage.words().stream()
                .filter(word -> word.position() >= position)
                .mapToInt(Word::start)
                .findFirst()
                .orElse(0);
    }

    /** At the beginning of a word; near the end there is more room before the place. */
    private static int start(Passage passage, int anchor) {
        int left = passage.text().length() - anchor;
        int before = passage.isEnd() ? Math.max(BEFORE, LONGEST - 2 - left) : BEFORE;
        int earliest = anchor - before;
        if (earliest <= 0 && passage.isBeginning()) {
            return 0;
        }
        int start =
                passage.words().stream()
                        .mapToInt(Word::start)
                        .filter(begin -> begin >= earliest && begin <= anchor)
                        .findFirst()
                        .orElse(anchor);
        return wholeCharacter(passage.text(), start);
    }

    private static int end(Passage passage, int anchor, int start) {
        int end = passage.text().length();
        int room = LONGEST - 2 * CUT.length();
        if (end - start <= room && passage.isEnd()) {
            return end;
        }
        int latest = Math.min(end, start + room);
        return wholeCharacter(passage.text(), lastEnd(passage.words(), anchor, latest));
    }

    /** The end of the last word before this; if the first word is longer, a place within. */
    private static int lastEnd(List<Word> words, int anchor, int latest) {
        return words.stream()
                .mapToInt(Word::end)
                .filter(end -> end > anchor && end <= latest)
                .max()
                .orElse(latest);
    }

    /** This place, or the last one before it that is not within a character as one sees it. */
    private static int wholeCharacter(String text, int index) {
        boolean isPlain =
                index == 0
                        || index == text.length()
                        || text.charAt(index - 1) < FIRST_MARK && text.charAt(index) < FIRST_MARK;
        if (isPlain) {
            return index;
        }
        int from = Math.max(0, index - LONGEST);
        int to = Math.min(text.length(), index + LONGEST);
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text.substring(from, to));
        int within = index - from;
        boolean isWhole = within == to - from || characters.isBoundary(within);
        return isWhole ? index : from + characters.preceding(within);
    }

    /** Words that touch each other are one. */
    private static List<Range> highlights(List<Word> words, int start, int end, int shift) {
        List<Range> ranges = new ArrayList<>();
        for (Word word : words) {
            int from = Math.max(word.start(), start) - start + shift;
            int to = Math.min(word.end(), end) - start + shift;
            if (!word.found() || from >= to) {
                continue;
            }
            if (!ranges.isEmpty() && ranges.getLast().end() == from) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().start(), to));
            } else {
                ranges.add(new Range(from, to));
            }
        }
        return ranges;
    }
}
