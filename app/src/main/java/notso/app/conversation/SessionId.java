package notso.app.conversation;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Names a session. Later ones sort behind earlier ones, and every one can be a file's name on any
 * system.
 *
 * @param value up to 40 lower-case letters and digits
 */
public record SessionId(String value) implements Comparable<SessionId> {

    private static final int LONGEST = 40;
    private static final int RADIX = 32;
    private static final int TIME_DIGITS = 10;
    private static final int CHANCE_DIGITS = 10;

    /**
     * @throws IllegalArgumentException if it has another form
     */
    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("no session id: " + value);
        }
    }

    /** Whether a text has the form of an id. */
    public static boolean isValid(String value) {
        boolean valid = !value.isEmpty() && value.length() <= LONGEST;
        for (int i = 0; valid && i < value.length(); i++) {
            char c = value.charAt(i);
            valid = c >= '0' && c <= '9' || c >= 'a' && c <= 'z';
        }
        return valid;
    }

    /** One that nobody has: 48 bits of time in milliseconds and 50 bits of chance. */
    public static SessionId fresh(Instant now, RandomGenerator random) {
        return new SessionId(
                digits(now.toEpochMilli(), TIME_DIGITS) + digits(random.nextLong(), CHANCE_DIGITS));
    }

    private static String digits(long number, int count) {
        char[] digits = new char[count];
        long rest = number;
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = Character.forDigit((int) (rest & (RADIX - 1)), RADIX);
            rest >>>= 5;
        }
        return new String(digits);
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
