package notso.inference.template.render;

import notso.inference.EngineException;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.JsonText;
import notso.inference.template.value.Numbers;
import notso.inference.template.value.PythonText;
import notso.inference.template.value.Scope;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.OptionalDouble;

/** What can follow a bar, such as {@code value | trim}. */
final class Filters {

    private static final int WIDEST_INDENT = 1000;

    private final Budget budget;
    private final Coercion coercion;
    private final TextEdits edits;
    private final Methods methods;
    private final JsonText json;
    private final ListFilters lists;

    Filters(Budget budget, Methods methods, Tests tests) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.edits = new TextEdits(budget);
        this.methods = methods;
        this.json = new JsonText(budget);
        this.lists = new ListFilters(budget, methods, tests, this);
    }

    Value apply(String name, Value operand, Arguments given) {
        return switch (name) {
            case "safe" -> operand;
            case "tojson" -> json.write(operand, layout(given));
            case "default", "d" -> defaulted(operand, given);
            default ->
                    switch (operand) {
                        case Text text -> text(name, text, given);
                        case Sequence list -> lists.apply(name, list, given);
                        case Dict dict -> dict(name, dict, given);
                        case Value.Loop loop -> dict(name, loop.toDict(), given);
                        case Value.Int(double number) -> number(name, operand, number, given);
                        case Value.Decimal(double number) -> number(name, operand, number, given);
                        case Value.Bool(boolean held) -> bool(name, operand, held);
                        case Value.None _, Value.Undefined _, Value.Namespace _, Value.Function _ ->
                                throw unknown(name, operand);
                    };
        };
    }

    static EngineException unknown(String name, Value operand) {
        return TemplateFault.of(
                "it applies the filter '%s' to a value of type %s"
                        .formatted(TemplateFault.quote(name), operand.typeName()));
    }

    private static Value defaulted(Value operand, Arguments given) {
        boolean alsoForFalse = Methods.flag(given.at(1, "boolean", Value.FALSE));
        boolean replace =
                operand instanceof Value.Undefined || (alsoForFalse && !Coercion.isTrue(operand));
        return replace ? given.at(0, "default_value", Text.EMPTY) : operand;
    }

    private JsonText.Layout layout(Arguments given) {
        int indent =
                switch (given.named().getOrDefault("indent", Value.NONE)) {
                    case Value.None _ -> 0;
                    case Value.Int(double width) when width >= 0 && width <= WIDEST_INDENT ->
                            (int) width;
                    default -> throw TemplateFault.of("it asks for an impossible JSON indent");
                };
        Text between = Text.markup(indent > 0 ? "," : ", ");
        Text afterKey = Text.markup(": ");
        Value separators = given.named().getOrDefault("separators", Value.NONE);
        if (separators instanceof Sequence list && list.size() == 2) {
            between = separator(list.items().get(0));
            afterKey = separator(list.items().get(1));
        } else if (!(separators instanceof Value.None)) {
            throw TemplateFault.of("it asks for JSON separators that are not two texts");
        }
        return new JsonText.Layout(
                indent,
                Methods.flag(given.named().getOrDefault("ensure_ascii", Value.FALSE)),
                between,
                afterKey,
                Methods.flag(given.named().getOrDefault("sort_keys", Value.FALSE)),
                "null");
    }

    private static Text separator(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        throw TemplateFault.of("it asks for JSON separators that are not two texts");
    }

    private Value text(String name, Text text, Arguments given) {
        return switch (name) {
            case "length", "count" -> new Value.Int(text.length());
            case "upper" -> edits.upper(text);
            case "lower" -> edits.lower(text);
            case "title" -> edits.titled(text);
            case "capitalize" -> edits.capitalized(text);
            case "trim" -> methods.stripped(text, true, true);
            case "string" -> text;
            case "indent" ->
                    edits.indent(
                            text,
                            Coercion.number(given.at(0, "width", new Value.Int(4))).orElse(-1),
                            Coercion.isTrue(given.at(1, "first", Value.FALSE)),
                            Coercion.isTrue(given.at(2, "blank", Value.FALSE)));
            case "replace" -> methods.replace(text, given);
            case "join" -> given.isEmpty() ? text : joinedCharacters(text, given);
            case "int" -> parsed(Numbers.parseWhole(text.chars()), false, given);
            case "float" -> parsed(Numbers.parseDecimal(text.chars()), true, given);
            case "list" -> characters(text);
            case "first", "last", "reverse" -> lists.apply(name, characters(text), given);
            default -> throw unknown(name, text);
        };
    }

    private Sequence characters(Text text) {
        return Sequence.list(new ArrayList<>(edits.codePoints(text)));
    }

    private Value joinedCharacters(Text text, Arguments given) {
        if (given.at(0, "separator", Text.EMPTY) instanceof Text separator) {
            return edits.join(edits.codePoints(text), separator);
        }
        throw TemplateFault.of("it joins with something other than text");
    }

    private static Value parsed(OptionalDouble number, boolean decimal, Arguments given) {
        if (number.isEmpty()) {
            return given.at(0, "default", decimal ? new Value.Decimal(0) : new Value.Int(0));
        }
        double value = number.getAsDouble();
        return decimal ? new Value.Decimal(value) : new Value.Int(value);
    }

    private Value number(String name, Value operand, double number, Arguments given) {
        boolean decimal = operand instanceof Value.Decimal;
        return switch (name) {
            case "abs" ->
                    decimal ? new Value.Decimal(Math.abs(number)) : new Value.Int(Math.abs(number));
            case "int" -> given.isEmpty() ? new Value.Int(Math.floor(number)) : operand;
            case "float" -> given.isEmpty() ? new Value.Decimal(number) : operand;
            case "string" -> coercion.shown(operand);
            case "round" -> new Value.Decimal(Math.rint(number));
            default -> throw unknown(name, operand);
        };
    }

    private Value bool(String name, Value operand, boolean held) {
        return switch (name) {
            case "bool" -> operand;
            case "int" -> new Value.Int(held ? 1 : 0);
            case "float" -> new Value.Decimal(held ? 1 : 0);
            case "string" -> coercion.shown(operand);
            default -> throw unknown(name, operand);
        };
    }

    private Value dict(String name, Dict dict, Arguments given) {
        return switch (name) {
            case "length", "count" -> new Value.Int(dict.size());
            case "items" -> methods.items(dict);
            case "dictsort" -> methods.sorted(dict, given);
            case "string" -> new PythonText(budget).write(dict);
            case "list", "first", "last", "join", "sort", "map", "select", "reject" ->
                    lists.apply(name, dict.keys(), given);
            default -> {
                if (methods.of(dict, name) instanceof Value.Function function) {
                    yield function.body().call(given, new Scope());
                }
                throw unknown(name, dict);
            }
        };
    }
}
