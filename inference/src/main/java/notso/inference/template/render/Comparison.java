package notso.inference.template.render;

import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The order of values for sorting: numbers among each other, texts among each other. */
final class Comparison {

    private final Budget budget;

    Comparison(Budget budget) {
        this.budget = budget;
    }

    /** A sorted copy; values that are equal keep their order. */
    List<Value> sorted(
            List<Value> items, Function<Value, Value> key, boolean caseSensitive, boolean reverse) {
        budget.items(items.size());
        List<Value> sorted = new ArrayList<>(items);
        sorted.sort(
                (a, b) -> {
                    int order = compare(key.apply(a), key.apply(b), caseSensitive);
                    return reverse ? -order : order;
                });
        return sorted;
    }

    private int compare(Value a, Value b, boolean caseSensitive) {
        budget.step();
        OptionalDouble x = Coercion.number(a);
        OptionalDouble y = Coercion.number(b);
        if (x.isPresent() && y.isPresent()) {
            double difference = x.getAsDouble() - y.getAsDouble();
            return difference < 0 ? -1 : difference > 0 ? 1 : 0;
        }
        if (a instanceof Text left && b instanceof Text right) {
            budget.scan((long) left.length() + right.length());
            return caseSensitive
                    ? left.chars().compareTo(right.chars())
                    : lower(left).compareTo(lower(right));
        }
        boolean bothNothing =
                (a instanceof Value.None && b instanceof Value.None)
                        || (a instanceof Value.Undefined && b instanceof Value.Undefined);
        if (bothNothing) {
            return 0;
        }
        throw TemplateFault.of("it sorts a %s beside a %s".formatted(a.typeName(), b.typeName()));
    }

    private static String lower(Text text) {
        return text.chars().toLowerCase(Locale.ROOT);
    }
}
