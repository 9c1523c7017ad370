package notso.inference.template.render;

import notso.inference.EngineException;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Scope;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.TextBuilder;
import notso.inference.template.value.Value;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The names that every template knows. */
final class Globals {

    private final Budget budget;
    private final LocalDateTime now;

    private Globals(Budget budget, LocalDateTime now) {
        this.budget = budget;
        this.now = now;
    }

    static void define(Scope scope, Budget budget, LocalDateTime now) {
        for (String spelling : List.of("true", "True")) {
            scope.set(spelling, Value.TRUE);
        }
        for (String spelling : List.of("false", "False")) {
            scope.set(spelling, Value.FALSE);
        }
        for (String spelling : List.of("none", "None")) {
            scope.set(spelling, Value.NONE);
        }
        Globals globals = new Globals(budget, now);
        function(scope, "namespace", globals::namespace);
        function(scope, "dict", globals::dict);
        function(scope, "range", globals::range);
        function(scope, "strftime_now", globals::date);
        function(scope, "raise_exception", globals::refuse);
    }

    private static void function(Scope scope, String name, Function<Arguments, Value> body) {
        scope.set(name, new Value.Function(name, (given, _) -> body.apply(given)));
    }

    private Value namespace(Arguments given) {
        return new Value.Namespace(dictOf("namespace", given).entries());
    }

    private Value dict(Arguments given) {
        return dictOf("dict", given);
    }

    private Dict dictOf(String function, Arguments given) {
        Dict dict = new Dict();
        if (given.positional().size() > 1) {
            throw unusable(function);
        }
        for (Value source : given.positional()) {
            switch (source) {
                case Dict other -> dict.entries().putAll(other.entries());
                case Sequence pairs -> pairs.items().forEach(pair -> putPair(dict, pair, function));
                default -> throw unusable(function);
            }
        }
        given.named().forEach((name, value) -> dict.put(Text.markup(name), value));
        budget.items(dict.size());
        return dict;
    }

    private static void putPair(Dict dict, Value pair, String function) {
        if (pair instanceof Sequence both
                && both.size() == 2
                && both.items().getFirst() instanceof Text key) {
            dict.put(key, both.items().getLast());
        } else {
            throw unusable(function);
        }
    }

    private static EngineException unusable(String function) {
        return TemplateFault.of("it calls %s() with something unusable".formatted(function));
    }

    private Value range(Arguments given) {
        double[] bounds = new double[given.positional().size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] =
                    Coercion.number(given.positional().get(i)).orElseThrow(() -> unusable("range"));
        }
        if (bounds.length == 0 || bounds.length > 3) {
            throw unusable("range");
        }
        double start = bounds.length == 1 ? 0 : bounds[0];
        double stop = bounds.length == 1 ? bounds[0] : bounds[1];
        double step = bounds.length == 3 ? bounds[2] : 1;
        if (step == 0) {
            throw TemplateFault.of("it calls range() with a step of 0");
        }
        List<Value> numbers = new ArrayList<>();
        for (double i = start; step > 0 ? i < stop : i > stop; i += step) {
            budget.items(1);
            numbers.add(i % 1 == 0 ? new Value.Int(i) : new Value.Decimal(i));
        }
        return Sequence.list(numbers);
    }

    /** Knows the letters that the reference knows; the rest stays as it stands. */
    private Value date(Arguments given) {
        if (!(given.at(0, "format", Value.UNDEFINED) instanceof Text format)) {
            throw unusable("strftime_now");
        }
        Map<Character, String> fields =
                Map.of(
                        'Y', String.valueOf(now.getYear()),
                        'm', twoDigits(now.getMonthValue()),
                        'd', twoDigits(now.getDayOfMonth()),
                        'b', now.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        'B', now.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        'H', twoDigits(now.getHour()),
                        'M', twoDigits(now.getMinute()),
                        '%', "%");
        TextBuilder out = new TextBuilder(budget);
        int i = 0;
        while (i < format.length()) {
            String field =
                    format.chars().charAt(i) == '%' && i + 1 < format.length()
                            ? fields.getOrDefault(format.chars().charAt(i + 1), "")
                            : "";
            out.append(field.isEmpty() ? format.slice(i, i + 1) : Text.markup(field));
            i += field.isEmpty() ? 1 : 2;
        }
        return out.build();
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private Value refuse(Arguments given) {
        Text reason = new Coercion(budget).joined(given.at(0, "message", Text.EMPTY));
        throw TemplateFault.of(
                "it refuses this conversation with “%s”"
                        .formatted(TemplateFault.quote(reason.chars())));
    }
}
