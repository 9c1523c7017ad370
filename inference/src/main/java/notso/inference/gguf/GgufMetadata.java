package notso.inference.gguf;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The keys and values of a file, in its order. A lookup by type is empty where there is no such
 * key, and fails with {@link Problem.MalformedModel} where the value has another type.
 */
public final class GgufMetadata {

    private final Path path;
    private final Map<String, GgufValue> values;

    GgufMetadata(Path path, Map<String, GgufValue> values) {
        this.path = path;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** All of it, in the file's order. */
    public Map<String, GgufValue> values() {
        return values;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Optional<GgufValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> string(String key) {
        return value(key)
                .map(
                        value -> {
                            if (!(value instanceof GgufValue.Text text)) {
                                throw wrongType(key, value, GgufValueType.STRING.words());
                            }
                            if (text.encoded().byteSize() > GgufLimits.STRING_BYTES) {
                                throw malformed(
                                        "its text %s is longer than %,d bytes"
                                                .formatted(
                                                        Quoted.of(key), GgufLimits.STRING_BYTES));
                            }
                            return text.value();
                        });
    }

    /** A whole number of any width. */
    public OptionalLong integer(String key) {
        Optional<GgufValue> found = value(key);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!(found.get() instanceof GgufValue.Whole whole)) {
            throw wrongType(key, found.get(), GgufValueType.INT64.words());
        }
        if (whole.type() == GgufValueType.UINT64 && whole.value() < 0) {
            throw malformed("its number %s is too large".formatted(Quoted.of(key)));
        }
        return OptionalLong.of(whole.value());
    }

    /** A decimal or a whole number. */
    public OptionalDouble decimal(String key) {
        Optional<GgufValue> found = value(key);
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        return switch (found.get()) {
            case GgufValue.Decimal decimal -> OptionalDouble.of(decimal.value());
            case GgufValue.Whole whole -> OptionalDouble.of(whole.value());
            case GgufValue.Flag value -> throw noNumber(key, value);
            case GgufValue.Text value -> throw noNumber(key, value);
            case GgufArray value -> throw noNumber(key, value);
        };
    }

    public Optional<Boolean> flag(String key) {
        return value(key)
                .map(
                        value -> {
                            if (value instanceof GgufValue.Flag flag) {
                                return flag.value();
                            }
                            throw wrongType(key, value, GgufValueType.BOOL.words());
                        });
    }

    /** Any list. */
    public Optional<GgufArray> array(String key) {
        return value(key)
                .map(
                        value -> {
                            if (value instanceof GgufArray array) {
                                return array;
                            }
                            throw wrongType(key, value, GgufValueType.ARRAY.words());
                        });
    }

    /** A view over a list of texts, which decodes at each access; empty where there is no key. */
    public List<String> strings(String key) {
        return array(key)
                .map(
                        array -> {
                            if (array.elementType() != GgufValueType.STRING) {
                                throw wrongElement(key, array, "texts");
                            }
                            return array.texts();
                        })
                .orElseGet(List::of);
    }

    /** A view over a list of whole numbers; empty where there is no key. */
    public List<Long> integers(String key) {
        return array(key)
                .map(
                        array -> {
                            if (!array.elementType().isWhole()) {
                                throw wrongElement(key, array, "whole numbers");
                            }
                            return array.wholes();
                        })
                .orElseGet(List::of);
    }

    /** A view over a list of numbers; empty where there is no key. */
    public List<Double> decimals(String key) {
        return array(key)
                .map(
                        array -> {
                            if (!array.elementType().isDecimal()) {
                                throw wrongElement(key, array, "decimal numbers");
                            }
                            return array.decimals();
                        })
                .orElseGet(List::of);
    }

    private EngineException noNumber(String key, GgufValue value) {
        return wrongType(key, value, GgufValueType.FLOAT64.words());
    }

    private EngineException wrongType(String key, GgufValue value, String expected) {
        return malformed(
                "its key %s holds %s where %s belongs"
                        .formatted(Quoted.of(key), value.type().words(), expected));
    }

    private EngineException wrongElement(String key, GgufArray array, String expected) {
        return malformed(
                "its list %s holds %s values where %s belong"
                        .formatted(Quoted.of(key), array.elementType(), expected));
    }

    private EngineException malformed(String detail) {
        return new EngineException(new Problem.MalformedModel(path, detail));
    }
}
