package notso.inference.template.render;

import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Numbers;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The filters on lists. */
final class ListFilters {

    private final Budget budget;
    private final Coercion coercion;
    private final TextEdits edits;
    private final Comparison comparison;
    private final Methods methods;
    private final Tests tests;
    private final Filters filters;

    ListFilters(Budget budget, Methods methods, Tests tests, Filters filters) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.edits = new TextEdits(budget);
        this.comparison = new Comparison(budget);
        this.methods = methods;
        this.tests = tests;
        this.filters = filters;
    }

    Value apply(String name, Sequence list, Arguments given) {
        return switch (name) {
            case "list" -> list;
            case "first" -> list.at(0);
            case "last" -> list.at(-1);
            case "length", "count" -> new Value.Int(list.size());
            case "reverse" -> copy(list.items().reversed());
            case "sort" -> sorted(list, given);
            case "join" -> joined(list, given);
            case "string" -> coercion.shown(list);
            case "unique" -> unique(list);
            case "map" -> mapped(list, given);
            case "select" -> kept(list, item -> passes(item, given, 0));
            case "reject" -> kept(list, item -> !passes(item, given, 0));
            case "selectattr" -> kept(list, item -> attributePasses(item, given));
            case "rejectattr" -> kept(list, item -> !attributePasses(item, given));
            default -> throw Filters.unknown(name, list);
        };
    }

    private Sequence copy(List<Value> items) {
        budget.items(items.size());
        return Sequence.list(new ArrayList<>(items));
    }

    private Sequence kept(Sequence list, Predicate<Value> condition) {
        List<Value> kept = new ArrayList<>();
        for (Value item : list.items()) {
            budget.step();
            if (condition.test(item)) {
                budget.items(1);
                kept.add(item);
            }
        }
        return Sequence.list(kept);
    }

    private Sequence unique(Sequence list) {
        List<Value> seen = new ArrayList<>();
        return kept(
                list,
                item -> {
                    boolean isNew = seen.stream().noneMatch(other -> coercion.same(item, other));
                    if (isNew) {
                        seen.add(item);
                    }
                    return isNew;
                });
    }

    private Value joined(Sequence list, Arguments given) {
        if (given.at(0, "separator", Text.EMPTY) instanceof Text separator) {
            return edits.join(methods.joined(list), separator);
        }
        throw TemplateFault.of("it joins with something other than text");
    }

    private Value sorted(Sequence list, Arguments given) {
        boolean reverse = Methods.flag(given.at(0, "reverse", Value.FALSE));
        boolean caseSensitive = Methods.flag(given.at(1, "case_sensitive", Value.FALSE));
        Value attribute = given.at(2, "attribute", Value.NONE);
        if (attribute instanceof Value.None) {
            return Sequence.list(
                    comparison.sorted(list.items(), item -> item, caseSensitive, reverse));
        }
        String path = coercion.shown(attribute).chars();
        return Sequence.list(
                comparison.sorted(
                        list.items(), item -> member(item, path), caseSensitive, reverse));
    }

    /**
     * The part of a value that a path such as {@code function.name} or {@code items.0} leads to.
     */
    private Value member(Value item, String path) {
        Value value = item;
        for (String name : path.split("\\.", -1)) {
            budget.step();
            value =
                    switch (value) {
                        case Sequence list ->
                                Numbers.parseWhole(name).orElse(-1) >= 0
                                        ? list.at(Numbers.parseWhole(name).getAsDouble())
                                        : Value.UNDEFINED;
                        default -> attribute(value, name);
                    };
        }
        return value;
    }

    private static Value attribute(Value value, String name) {
        return switch (value) {
            case Dict dict -> dict.get(name).orElse(Value.UNDEFINED);
            case Value.Namespace names -> names.attribute(name);
            case Value.Loop loop -> loop.attribute(name);
            default -> Value.UNDEFINED;
        };
    }

    private Value mapped(Sequence list, Arguments given) {
        Value attribute = given.named().getOrDefault("attribute", Value.NONE);
        budget.items(list.size());
        List<Value> mapped = new ArrayList<>();
        for (Value item : list.items()) {
            if (attribute instanceof Text path) {
                Value value = member(item, path.chars());
                mapped.add(
                        value instanceof Value.Undefined
                                ? given.named().getOrDefault("default", value)
                                : value);
            } else {
                mapped.add(filters.apply(nameAt(given, 0), item, rest(given, 1)));
            }
        }
        return Sequence.list(mapped);
    }

    /** Whether a test, named by the argument at a place, holds; truth where none is named. */
    private boolean passes(Value item, Arguments given, int place) {
        return given.positional().size() <= place
                ? Coercion.isTrue(item)
                : tests.holds(nameAt(given, place), item, rest(given, place + 1));
    }

    private boolean attributePasses(Value item, Arguments given) {
        Value value = attribute(item, nameAt(given, 0));
        return !(value instanceof Value.Undefined) && passes(value, given, 1);
    }

    private static String nameAt(Arguments given, int place) {
        if (given.find(place, "").orElse(Value.UNDEFINED) instanceof Text name) {
            return name.chars();
        }
        throw TemplateFault.of("it maps or selects by something that is no name");
    }

    private static Arguments rest(Arguments given, int from) {
        List<Value> all = given.positional();
        return new Arguments(all.subList(Math.min(from, all.size()), all.size()), Map.of());
    }
}
