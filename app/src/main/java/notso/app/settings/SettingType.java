package notso.app.settings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a setting can be.
 *
 * @param expected what is allowed, in words that follow 'must be'
 */
public record SettingType<T>(String expected, Reader<T> reader, Writer<T> writer) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Gives the value of a JSON node that holds one. */
    @FunctionalInterface
    public interface Reader<T> {
        Optional<T> read(JsonNode json);
    }

    /** Gives the JSON node of a value. */
    @FunctionalInterface
    public interface Writer<T> {
        JsonNode write(T value);
    }

    /** Empty where the node is of another type, or holds a value that is not allowed. */
    Optional<T> read(JsonNode json) {
        return reader.read(json);
    }

    JsonNode write(T value) {
        return writer.write(value);
    }

    /** Whether a value is allowed. */
    public boolean allows(T value) {
        return read(write(value)).isPresent();
    }

    static SettingType<Boolean> truth() {
        return new SettingType<>(
                "true or false",
                json -> json.isBoolean() ? Optional.of(json.booleanValue()) : Optional.empty(),
                JSON::booleanNode);
    }

    static SettingType<Integer> whole(int least, int most) {
        return new SettingType<>(
                "a whole number from %,d to %,d".formatted(least, most),
                json ->
                        number(json)
                                .filter(value -> value >= least && value <= most)
                                .map(Long::intValue),
                JSON::numberNode);
    }

    /** A number of at least so much, or one that stands for a choice of the application's. */
    static SettingType<Integer> wholeOr(int automatic, int least, int most) {
        return new SettingType<>(
                "%d for automatic, or a whole number from %,d to %,d"
                        .formatted(automatic, least, most),
                json ->
                        number(json)
                                .filter(
                                        value ->
                                                value == automatic
                                                        || value >= least && value <= most)
                                .map(Long::intValue),
                JSON::numberNode);
    }

    private static Optional<Long> number(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong()
                ? Optional.of(json.longValue())
                : Optional.empty();
    }

    static SettingType<Double> decimal(double least, double most) {
        return new SettingType<>(
                String.format(Locale.ROOT, "a number from %s to %s", least, most),
                json ->
                        Optional.of(json)
                                .filter(JsonNode::isNumber)
                                .map(JsonNode::doubleValue)
                                .filter(value -> value >= least && value <= most),
                JSON::numberNode);
    }

    /**
     * @param longest in characters
     */
    static SettingType<String> text(int longest) {
        return text(longest, _ -> true, "a text of at most %,d characters".formatted(longest));
    }

    static SettingType<String> text(int longest, Predicate<String> allowed, String expected) {
        return new SettingType<>(
                expected,
                json ->
                        Optional.of(json)
                                .filter(JsonNode::isString)
                                .map(JsonNode::stringValue)
                                .filter(text -> text.length() <= longest)
                                .filter(allowed),
                JSON::stringNode);
    }

    /** One of some words. */
    static SettingType<String> word(List<String> words) {
        return text(
                words.stream().mapToInt(String::length).max().orElse(0),
                words::contains,
                "one of "
                        + words.stream()
                                .map(word -> word.isEmpty() ? "\"\"" : word)
                                .collect(Collectors.joining(", ")));
    }

    static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
        List<E> values = List.of(type.getEnumConstants());
        return new SettingType<>(
                "one of "
                        + values.stream().map(SettingType::word).collect(Collectors.joining(", ")),
                json ->
                        values.stream()
                                .filter(
                                        value ->
                                                json.isString()
                                                        && json.stringValue().equals(word(value)))
                                .findFirst(),
                value -> JSON.stringNode(word(value)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static SettingType<List<String>> texts(int most, int longest) {
        return new SettingType<>(
                "a list of at most %,d texts of at most %,d characters".formatted(most, longest),
                json -> {
                    List<String> texts = new ArrayList<>();
                    for (JsonNode part : json) {
                        texts.add(part.isString() ? part.stringValue() : "");
                    }
                    boolean good =
                            json.isArray()
                                    && texts.size() <= most
                                    && texts.stream().noneMatch(String::isEmpty)
                                    && texts.stream().allMatch(text -> text.length() <= longest);
                    return good ? Optional.of(List.copyOf(texts)) : Optional.empty();
                },
                texts -> {
                    ArrayNode list = JSON.arrayNode();
                    texts.forEach(list::add);
                    return list;
                });
    }

    /** So many numbers, or none at all. */
    static SettingType<List<Double>> numbers(int count) {
        return new SettingType<>(
                "a list of %d numbers, or an empty one".formatted(count),
                json -> {
                    List<Double> numbers = new ArrayList<>();
                    json.forEach(
                            part -> numbers.add(part.isNumber() ? part.doubleValue() : Double.NaN));
                    boolean good =
                            json.isArray()
                                    && (numbers.isEmpty() || numbers.size() == count)
                                    && numbers.stream().allMatch(Double::isFinite);
                    return good ? Optional.of(List.copyOf(numbers)) : Optional.empty();
                },
                numbers -> {
                    ArrayNode list = JSON.arrayNode();
                    numbers.forEach(list::add);
                    return list;
                });
    }
}
