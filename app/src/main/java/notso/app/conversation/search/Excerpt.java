package notso.app.conversation.search;

import notso.app.conversation.search.SearchHit.Range;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** A passage of a text, cut at blanks or at least between characters. */
record Excerpt(String text, List<Range> highlights) {

    private static final int LONGEST = 200;

    /** Characters before the place. */
    private static final int BEFORE = 60;

    /** How far a blank is looked for, to cut there. */
    private static final int REACH = 30;

    private static final char FIRST_MARK = '\u0300';
    private static final String CUT = "…";

    /**
     * @param anchor what has to be seen
     * @param covered what is highlighted
     */
    static Excerpt around(int anchor, String text, BitSet covered) {
        int start = start(anchor, text, covered);
        int end = end(anchor, start, text, covered);
        String before = start > 0 ? CUT : "";
        String behind = end < text.length() ? CUT : "";
        int shift = before.length() - start;
        List<Range> highlights = new ArrayList<>();
        int from = covered.nextSetBit(start);
        while (from >= 0 && from < end) {
            int to = Math.min(end, covered.nextClearBit(from));
            highlights.add(new Range(from + shift, to + shift));
            from = covered.nextSetBit(to);
        }
        return new Excerpt(before + text.substring(start, end) + behind, highlights);
    }

    /** Near the end there is more room before the place. */
    private static int start(int anchor, String text, BitSet covered) {
        int left = text.length() - anchor;
        int earliest = anchor - Math.max(BEFORE, LONGEST - CUT.length() - left);
        if (earliest <= 0) {
            return 0;
        }
        int blank = text.indexOf(' ', earliest - 1, Math.min(anchor, earliest + REACH));
        if (blank >= 0) {
            return blank + 1;
        }
        int start = wholeCharacter(text, earliest);
        int clear = covered.nextClearBit(start);
        return start > 0 && covered.get(start - 1) && clear <= anchor ? clear : start;
    }

    private static int end(int anchor, int start, String text, BitSet covered) {
        int room = LONGEST - (start > 0 ? CUT.length() : 0);
        if (text.length() - start <= room) {
            return text.length();
        }
        int latest = start + room - CUT.length();
        int blank = text.lastIndexOf(' ', latest);
        if (blank > Math.max(anchor, latest - REACH)) {
            return blank;
        }
        int end = wholeCharacter(text, latest);
        int clear = covered.previousClearBit(end);
        return covered.get(end - 1) && clear >= anchor ? clear + 1 : end;
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
}
