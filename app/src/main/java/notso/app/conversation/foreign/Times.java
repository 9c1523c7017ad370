package notso.app.conversation.foreign;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as other programs write them. */
public final class Times {

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** As seconds this would be in the year 33658. */
    private static final double FIRST_OF_MILLISECONDS = 1e12;

    private Times() {}

    /** Seconds or milliseconds since 1970, or as ISO 8601 has it; empty where there is none. */
    public static Optional<Instant> of(JsonNode value, Losses losses) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        Optional<Instant> time = parse(value).filter(Times::isPossible);
        if (time.isEmpty()) {
            losses.add(Loss.TIME);
        }
        return time;
    }

    public static boolean isPossible(Instant time) {
        return time.isAfter(Instant.EPOCH) && time.isBefore(LATEST);
    }

    private static Optional<Instant> parse(JsonNode value) {
        try {
            if (value.isString()) {
                return Optional.of(Instant.parse(value.stringValue()));
            }
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(Math.abs(number) < FIRST_OF_MILLISECONDS * 1000)) {
            return Optional.empty();
        }
        double seconds = number < FIRST_OF_MILLISECONDS ? number : number / 1000;
        return Optional.of(Instant.EPOCH.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS));
    }
}
