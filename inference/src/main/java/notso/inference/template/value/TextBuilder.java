package notso.inference.template.value;

import notso.inference.template.syntax.TemplateFault;

import java.util.Arrays;

/** Collects text of both origins and pays for it. */
public final class TextBuilder {

    private final Budget budget;
    private final StringBuilder chars = new StringBuilder();
    private int[] ends = new int[4];
    private int runs;
    private boolean firstForeign;

    public TextBuilder(Budget budget) {
        this.budget = budget;
    }

    public TextBuilder append(String text, boolean foreign) {
        if (text.isEmpty()) {
            return this;
        }
        grow(text.length());
        chars.append(text);
        endRun(foreign);
        return this;
    }

    public TextBuilder append(Text text) {
        if (text.runs() <= 1) {
            return append(text.chars(), text.hasForeign());
        }
        text.forEachRun(this::append);
        return this;
    }

    private void grow(int count) {
        budget.characters(count);
        if (chars.length() + (long) count > Budget.LONGEST_TEXT) {
            throw TemplateFault.of(
                    "it makes a text of more than %,d characters".formatted(Budget.LONGEST_TEXT));
        }
    }

    private void endRun(boolean foreign) {
        if (runs > 0 && isForeign(runs - 1) == foreign) {
            ends[runs - 1] = chars.length();
            return;
        }
        budget.items(1);
        if (runs == 0) {
            firstForeign = foreign;
        } else if (runs == ends.length) {
            ends = Arrays.copyOf(ends, runs * 2);
        }
        ends[runs++] = chars.length();
    }

    private boolean isForeign(int run) {
        return firstForeign ^ (run % 2 == 1);
    }

    public int length() {
        return chars.length();
    }

    /** Forgets everything after the first {@code length} characters. */
    public void truncate(int length) {
        chars.setLength(length);
        while (runs > 0 && (runs == 1 ? 0 : ends[runs - 2]) >= length) {
            runs--;
        }
        if (runs > 0) {
            ends[runs - 1] = length;
        }
    }

    public Text build() {
        return runs == 0
                ? Text.EMPTY
                : new Text(chars.toString(), Arrays.copyOf(ends, runs), firstForeign);
    }
}
