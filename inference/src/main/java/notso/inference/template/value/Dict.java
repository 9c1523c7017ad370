package notso.inference.template.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values by name, in the order in which they were put. Keys keep their origin. */
public record Dict(Map<String, Entry> entries) implements Value.Container {

    /** A key, with its origin, and its value. */
    public record Entry(Text key, Value value) {}

    public Dict() {
        this(new LinkedHashMap<>());
    }

    public void put(Text key, Value value) {
        entries.put(key.chars(), new Entry(key, value));
    }

    public int size() {
        return entries.size();
    }

    public Optional<Value> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    public Sequence keys() {
        List<Value> keys = new ArrayList<>();
        entries.values().forEach(entry -> keys.add(entry.key()));
        return Sequence.list(keys);
    }

    public Sequence values() {
        List<Value> values = new ArrayList<>();
        entries.values().forEach(entry -> values.add(entry.value()));
        return Sequence.list(values);
    }

    /** Pairs of key and value. */
    public Sequence items() {
        List<Value> pairs = new ArrayList<>();
        for (Entry entry : entries.values()) {
            pairs.add(Sequence.list(new ArrayList<>(List.of(entry.key(), entry.value()))));
        }
        return Sequence.list(pairs);
    }
}
