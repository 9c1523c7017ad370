package notso.inference.jllama;

import java.util.Arrays;

/**
 * The tokens whose keys and values the native slot holds, as far as they are known. The slot keeps
 * the longest common prefix with each new prompt, but always reads the last token anew.
 */
final class CachedTokens {

    private int[] ids = {};

    void clear() {
        ids = new int[0];
    }

    /** A prompt was read up to here. */
    void set(int[] prompt, int length) {
        ids = Arrays.copyOf(prompt, length);
    }

    /** Generated tokens were read behind it. */
    void append(int[] generated, int length) {
        int before = ids.length;
        ids = Arrays.copyOf(ids, before + length);
        System.arraycopy(generated, 0, ids, before, length);
    }

    /** How many tokens of a prompt will not be read again. */
    int reusable(int[] prompt) {
        int different = Arrays.mismatch(ids, prompt);
        int common = different < 0 ? prompt.length : different;
        return Math.min(common, prompt.length - 1);
    }
}
