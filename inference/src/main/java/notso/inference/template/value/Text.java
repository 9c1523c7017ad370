package notso.inference.template.value;

import notso.inference.template.syntax.Whitespace;

import java.util.Arrays;

/**
 * Characters that remember their origin, as runs that alternate between the template's own words
 * and foreign text. Immutable.
 */
public final class Text implements Value {

    public static final Text EMPTY = new Text("", new int[0], false);

    private final String chars;

    /** Where each run ends; the last one is the length. */
    private final int[] ends;

    private final boolean firstForeign;

    Text(String chars, int[] ends, boolean firstForeign) {
        this.chars = chars;
        this.ends = ends;
        this.firstForeign = firstForeign;
    }

    /** Text of the template's own. */
    public static Text markup(String chars) {
        return of(chars, false);
    }

    /** Text that came in from outside. */
    public static Text foreign(String chars) {
        return of(chars, true);
    }

    public static Text of(String chars, boolean foreign) {
        return chars.isEmpty() ? EMPTY : new Text(chars, new int[] {chars.length()}, foreign);
    }

    /** Unmetered; for what goes into a rendering. */
    public static Text concat(Text... parts) {
        TextBuilder out = new TextBuilder(new Budget());
        for (Text part : parts) {
            out.append(part);
        }
        return out.build();
    }

    public String chars() {
        return chars;
    }

    public int length() {
        return chars.length();
    }

    public boolean isEmpty() {
        return chars.isEmpty();
    }

    public int runs() {
        return ends.length;
    }

    public boolean hasForeign() {
        return ends.length > 1 || (ends.length == 1 && firstForeign);
    }

    /** Whether the character at an index is foreign. */
    public boolean isForeignAt(int index) {
        int found = Arrays.binarySearch(ends, index);
        return isForeignRun(found >= 0 ? found + 1 : -found - 1);
    }

    private boolean isForeignRun(int run) {
        return firstForeign ^ (run % 2 == 1);
    }

    /** Calls for each run, in order. */
    public void forEachRun(RunConsumer consumer) {
        int start = 0;
        for (int run = 0; run < ends.length; run++) {
            consumer.accept(chars.substring(start, ends[run]), isForeignRun(run));
            start = ends[run];
        }
    }

    /** Takes the characters of one run and whether they are foreign. */
    @FunctionalInterface
    public interface RunConsumer {
        void accept(String chars, boolean foreign);
    }

    public Text slice(int from, int to) {
        if (from >= to) {
            return EMPTY;
        }
        if (from == 0 && to == chars.length()) {
            return this;
        }
        int first = runAt(from);
        int last = runAt(to - 1);
        int[] cut = new int[last - first + 1];
        for (int run = first; run <= last; run++) {
            cut[run - first] = Math.min(ends[run], to) - from;
        }
        return new Text(chars.substring(from, to), cut, isForeignRun(first));
    }

    private int runAt(int index) {
        int found = Arrays.binarySearch(ends, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The same runs over other characters of the same length. */
    public Text withChars(String others) {
        return new Text(others, ends, firstForeign);
    }

    public Text stripped(boolean left, boolean right) {
        int from = left ? Whitespace.skip(chars, 0) : 0;
        int to = right ? Whitespace.skipBack(chars, from, chars.length()) : chars.length();
        return slice(from, to);
    }

    @Override
    public String toString() {
        return chars;
    }
}
