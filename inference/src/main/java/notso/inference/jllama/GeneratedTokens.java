package notso.inference.jllama;

import java.util.Arrays;

/** The tokens of an answer, as far as its text tells them. */
final class GeneratedTokens {

    /** Stands for a control token, whose text is empty. */
    private static final int SILENT = -1;

    private int[] ids = new int[64];
    private int length;
    private int count;
    private boolean silentEnd;

    /** The tokens of one piece; none for a piece without text. */
    void add(int[] added) {
        silentEnd = added.length == 0;
        if (silentEnd) {
            append(SILENT);
            count++;
        } else {
            Arrays.stream(added).forEach(this::append);
            count += added.length;
        }
    }

    /** True if the last token had no text. */
    boolean endsSilently() {
        return silentEnd;
    }

    /** The token without text at the end was the end of the turn, no part of the answer. */
    void dropSilentEnd() {
        if (silentEnd) {
            count--;
            silentEnd = false;
        }
    }

    /** Corrects the count by what is known for certain. */
    void setCount(int certain) {
        count = certain;
    }

    int count() {
        return count;
    }

    int[] ids() {
        return Arrays.copyOf(ids, length);
    }

    private void append(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length++] = id;
    }
}
