package notso.inference.template.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function, a filter or a test is called with. */
public record Arguments(List<Value> positional, Map<String, Value> named) {

    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    public boolean isEmpty() {
        return positional.isEmpty() && named.isEmpty();
    }

    /** The argument at a place, or else of a name. */
    public Optional<Value> find(int place, String name) {
        return place < positional.size()
                ? Optional.of(positional.get(place))
                : Optional.ofNullable(named.get(name));
    }

    public Value at(int place, String name, Value fallback) {
        return find(place, name).orElse(fallback);
    }
}
