package notso.app.conversation.search;

import notso.app.conversation.MessageId;
import notso.app.conversation.search.SearchHit.Place;
import notso.app.conversation.search.SearchHit.Range;

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
    private static final String CUT = "…";

    private final Layout layout;
    private final IndexedText text;
    private final Matcher matcher;

    /** A word of the passage, and whether it was looked for. */
    private record Word(int position, int start, int end, boolean found) {}

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
        String passage = read(firstRow, endRow);
        List<Word> words = words(passage, layout.rowPositions()[firstRow]);
        boolean isBeginning = firstRow == layout.firstRows()[section];
        boolean isEnd = endRow == layout.endRow(section);
        int message = layout.messages()[section];
        return cut(
                passage,
                words,
                spot.position(),
                isBeginning,
                isEnd,
                message == 0 ? Optional.empty() : Optional.of(new MessageId(message)),
                layout.field(section));
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

    private static Place cut(
            String passage,
            List<Word> words,
            int position,
            boolean isBeginning,
            boolean isEnd,
            Optional<MessageId> message,
            Field field) {
        int anchor =
                words.stream()
                        .filter(word -> word.position() >= position)
                        .mapToInt(Word::start)
                        .findFirst()
                        .orElse(0);
        // Near the end there is more room before the place.
        int before = isEnd ? Math.max(BEFORE, LONGEST - 2 - (passage.length() - anchor)) : BEFORE;
        int earliest = anchor - before;
        int start = 0;
        if (earliest > 0 || !isBeginning) {
            start =
                    words.stream()
                            .mapToInt(Word::start)
                            .filter(begin -> begin >= earliest && begin <= anchor)
                            .findFirst()
                            .orElse(anchor);
            start = wholeCharacter(passage, start);
        }
        int room = LONGEST - (start > 0 || !isBeginning ? 2 : 1);
        int end = passage.length();
        if (end - start > room || !isEnd) {
            int latest = Math.min(end, start + room);
            end = wholeCharacter(passage, lastEnd(words, anchor, latest));
        }
        String prefix = start > 0 || !isBeginning ? CUT : "";
        String suffix = end < passage.length() || !isEnd ? CUT : "";
        return new Place(
                message,
                field,
                prefix + passage.substring(start, end) + suffix,
                highlights(words, start, end, prefix.length()));
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
    private static int wholeCharacter(String passage, int index) {
        int from = Math.max(0, index - LONGEST);
        int to = Math.min(passage.length(), index + LONGEST);
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(passage.substring(from, to));
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
