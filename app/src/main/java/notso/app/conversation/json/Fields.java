package notso.app.conversation.json;

import notso.app.conversation.MessageId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of an object that is being read. Each is there and has the right type, or it is an
 * {@link UnreadableException}; only those that are asked for as optional may be missing.
 */
record Fields(ObjectNode object) {

    /** Times that every calendar and every sum of times can bear. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    static Fields of(JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw UnreadableException.malformed(what + " is no object");
    }

    Fields fields(String name) {
        return of(object.path(name), name);
    }

    /** Reads the field, unless it is missing. */
    <T> Optional<T> optional(String name, Function<String, T> read) {
        return object.has(name) ? Optional.of(read.apply(name)) : Optional.empty();
    }

    <T> List<T> list(String name, Function<Fields, T> read) {
        JsonNode list = object.path(name);
        if (!list.isArray()) {
            throw wrong(name, "list");
        }
        List<T> values = new ArrayList<>(list.size());
        for (JsonNode value : list) {
            values.add(read.apply(of(value, "part of " + name)));
        }
        return values;
    }

    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isString()) {
            throw wrong(name, "text");
        }
        return value.stringValue();
    }

    boolean truth(String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw wrong(name, "truth value");
        }
        return value.booleanValue();
    }

    int number(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "whole number");
        }
        return value.intValue();
    }

    int count(String name) {
        int value = number(name);
        if (value < 0) {
            throw wrong(name, "count");
        }
        return value;
    }

    long longNumber(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "whole number");
        }
        return value.longValue();
    }

    double fraction(String name) {
        JsonNode value = object.path(name);
        if (!value.isNumber()) {
            throw wrong(name, "number");
        }
        return value.doubleValue();
    }

    Duration nanoseconds(String name) {
        long value = longNumber(name);
        if (value < 0) {
            throw wrong(name, "span of time");
        }
        return Duration.ofNanos(value);
    }

    Instant instant(String name) {
        String value = text(name);
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // As wrong as one out of range.
        }
        throw wrong(name, "time");
    }

    LocalDateTime localTime(String name) {
        String value = text(name);
        try {
            LocalDateTime time = LocalDateTime.parse(value);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException _) {
            // As wrong as one out of range.
        }
        throw wrong(name, "date and time");
    }

    MessageId messageId(String name) {
        int value = number(name);
        if (value < 1 || value > MessageId.LARGEST) {
            throw wrong(name, "message id");
        }
        return new MessageId(value);
    }

    /** One of an enumeration; a word that it lacks is an unknown kind. */
    <E extends Enum<E>> E word(String name, Class<E> type) {
        String value = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw unknown(name, value);
    }

    static UnreadableException unknown(String name, String value) {
        return UnreadableException.unknownKind(
                name + " " + value.substring(0, Math.min(value.length(), 40)));
    }

    private UnreadableException wrong(String name, String expected) {
        return UnreadableException.malformed(
                object.has(name)
                        ? name + " is no " + expected
                        : name + " is missing, a " + expected);
    }
}
