package notso.app.conversation.search;

import java.util.Arrays;

/** A set of words of a session, each named by its number in it. Made once and used often. */
final class Positions {

    private long[] bits = new long[64];
    private int used;

    /** Empties it and makes room for these many words. */
    void clear(int size) {
        int needed = (size + 63) / 64;
        if (bits.length < needed) {
            bits = new long[needed];
        } else {
            Arrays.fill(bits, 0, Math.max(needed, used), 0);
        }
        used = needed;
    }

    void add(int position) {
        bits[position >> 6] |= 1L << position;
    }

    boolean contains(int position) {
        return position >= 0 && position >> 6 < used && (bits[position >> 6] >> position & 1) != 0;
    }

    /** Takes over what the other holds. */
    void set(Positions other) {
        clear(other.used * 64);
        System.arraycopy(other.bits, 0, bits, 0, other.used);
    }

    /** Keeps a word only if the one so many places behind it is in the other set. */
    void keepIfFollowed(Positions other, int distance) {
        int step = distance >> 6;
        for (int i = 0; i < used; i++) {
            long low = i + step < used ? other.bits[i + step] >>> distance : 0;
            boolean isSplit = (distance & 63) != 0 && i + step + 1 < used;
            long high = isSplit ? other.bits[i + step + 1] << -distance : 0;
            bits[i] &= low | high;
        }
    }

    boolean isEmpty() {
        return count() == 0;
    }

    int count() {
        int count = 0;
        for (int i = 0; i < used; i++) {
            count += Long.bitCount(bits[i]);
        }
        return count;
    }

    /** The first one from here on and before the end; the end if there is none. */
    int next(int from, int end) {
        int last = Math.min(used, (end + 63) >> 6) - 1;
        int i = from >> 6;
        if (i > last) {
            return end;
        }
        long word = bits[i] & -1L << from;
        while (word == 0 && i < last) {
            i++;
            word = bits[i];
        }
        return word == 0 ? end : Math.min(end, i * 64 + Long.numberOfTrailingZeros(word));
    }

    /** Whether it holds one of these. */
    boolean anyWithin(int from, int end) {
        return next(from, end) < end;
    }
}
