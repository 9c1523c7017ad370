package notso.inference.template.value;

import java.util.List;

/**
 * A list or a tuple.
 *
 * @param items may be changed by {@code append} and {@code pop}
 */
public record Sequence(List<Value> items, boolean isTuple) implements Value.Container {

    public static Sequence list(List<Value> items) {
        return new Sequence(items, false);
    }

    public int size() {
        return items.size();
    }

    /** The item at an index, from the end where that is negative; undefined outside. */
    public Value at(double index) {
        double place = index < 0 ? items.size() + index : index;
        return place >= 0 && place < items.size() ? items.get((int) place) : UNDEFINED;
    }
}
