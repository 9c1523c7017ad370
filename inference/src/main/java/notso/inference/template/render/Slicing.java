package notso.inference.template.render;

import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What {@code [start:stop:step]} takes, by Python's rules; a step of 0 takes nothing.
 *
 * @param step never 0 unless empty
 */
record Slicing(long start, long stop, long step) {

    static Slicing of(int size, Value start, Value stop, Value step) {
        OptionalDouble by = bound(step);
        double stride = by.orElse(1);
        double from;
        double to;
        if (stride >= 0) {
            from = forward(bound(start).orElse(0), size);
            to = forward(bound(stop).orElse(size), size);
        } else {
            from = backward(bound(start).orElse(size - 1.0), size, 0);
            to = backward(bound(stop).orElse(-1), size, -1);
        }
        return new Slicing((long) from, (long) to, (long) stride);
    }

    private static OptionalDouble bound(Value value) {
        return switch (value) {
            case Value.Int(double number) -> OptionalDouble.of(number);
            case Value.Undefined _, Value.None _ -> OptionalDouble.empty();
            default -> throw TemplateFault.of("it slices by a " + value.typeName());
        };
    }

    private static double forward(double bound, int size) {
        return bound < 0 ? Math.max(size + bound, 0) : Math.min(bound, size);
    }

    private static double backward(double bound, int size, int negative) {
        return bound < negative ? Math.max(size + bound, -1) : Math.min(bound, size - 1.0);
    }

    <T> List<T> of(List<T> items, Budget budget) {
        List<T> taken = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : step < 0 && i > stop; i += step) {
            taken.add(items.get((int) i));
            budget.items(1);
        }
        return taken;
    }
}
