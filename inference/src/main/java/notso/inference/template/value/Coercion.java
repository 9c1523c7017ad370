package notso.inference.template.value;

import notso.inference.template.syntax.TemplateFault;

import java.util.OptionalDouble;

/** When a value counts as true, as a text, or as equal to another: ECMAScript's rules. */
public final class Coercion {

    private final Budget budget;
    private final JsonText json;

    public Coercion(Budget budget) {
        this.budget = budget;
        this.json = new JsonText(budget);
    }

    public static boolean isTrue(Value value) {
        return switch (value) {
            case Text text -> !text.isEmpty();
            case Value.Int(double number) -> number != 0 && !Double.isNaN(number);
            case Value.Decimal(double number) -> number != 0 && !Double.isNaN(number);
            case Value.Bool(boolean held) -> held;
            case Value.None _, Value.Undefined _ -> false;
            case Sequence list -> list.size() > 0;
            case Dict dict -> dict.size() > 0;
            case Value.Loop _, Value.Namespace _, Value.Function _ -> true;
        };
    }

    /** A number, or a boolean as one. */
    public static OptionalDouble number(Value value) {
        return switch (value) {
            case Value.Int(double number) -> OptionalDouble.of(number);
            case Value.Decimal(double number) -> OptionalDouble.of(number);
            case Value.Bool(boolean held) -> OptionalDouble.of(held ? 1 : 0);
            default -> OptionalDouble.empty();
        };
    }

    /** What is written where a template puts out the value. */
    public Text shown(Value value) {
        return switch (value) {
            case Text text -> text;
            case Value.Int(double number) -> Text.markup(Numbers.format(number));
            case Value.Decimal(double number) -> Text.markup(Numbers.formatDecimal(number));
            case Value.Bool(boolean held) -> Text.markup(held ? "true" : "false");
            case Value.None _ -> Text.markup("null");
            case Value.Undefined _ -> Text.markup("undefined");
            case Value.Container container -> json.shown(container);
            case Value.Function function ->
                    throw TemplateFault.of(
                            "it writes the function '%s' without calling it"
                                    .formatted(TemplateFault.quote(function.name())));
        };
    }

    /** What the value is when it is joined to a text; nothing is an empty text. */
    public Text joined(Value value) {
        return switch (value) {
            case Value.None _, Value.Undefined _ -> Text.EMPTY;
            case Value.Decimal(double number) -> Text.markup(Numbers.format(number));
            case Sequence list -> listed(list);
            case Dict _, Value.Loop _, Value.Namespace _ -> Text.markup("[object Map]");
            case Text _, Value.Int _, Value.Bool _, Value.Function _ -> shown(value);
        };
    }

    private Text listed(Sequence list) {
        TextBuilder out = new TextBuilder(budget);
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? Text.EMPTY : Text.markup(",")).append(shown(list.items().get(i)));
        }
        return out.build();
    }

    /** Equal without any conversion; containers and functions only to themselves. */
    public boolean same(Value a, Value b) {
        budget.step();
        return switch (a) {
            case Text x -> b instanceof Text y && sameChars(x.chars(), y.chars());
            case Value.Int(double x) -> isNumber(b, x);
            case Value.Decimal(double x) -> isNumber(b, x);
            case Value.Bool(boolean x) -> b instanceof Value.Bool(boolean y) && x == y;
            case Value.None _ -> b instanceof Value.None;
            case Value.Undefined _ -> b instanceof Value.Undefined;
            case Sequence x -> b instanceof Sequence y && x.items() == y.items();
            case Dict x -> b instanceof Dict y && x.entries() == y.entries();
            case Value.Namespace x -> b instanceof Value.Namespace y && x.entries() == y.entries();
            case Value.Loop _, Value.Function _ -> a == b;
        };
    }

    private static boolean isNumber(Value value, double wanted) {
        return !(value instanceof Value.Bool)
                && number(value).isPresent()
                && number(value).getAsDouble() == wanted;
    }

    private boolean sameChars(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        budget.scan(a.length());
        return a.equals(b);
    }

    /** Equal as {@code ==} has it: none and undefined are, and "1" equals 1. */
    public boolean equal(Value a, Value b) {
        if (isNothing(a) || isNothing(b)) {
            return isNothing(a) && isNothing(b);
        }
        if (isObject(a) && isObject(b)) {
            return same(a, b);
        }
        Value x = isObject(a) ? primitive(a) : a;
        Value y = isObject(b) ? primitive(b) : b;
        if (x instanceof Text && y instanceof Text) {
            return same(x, y);
        }
        return numeric(x) == numeric(y);
    }

    private Value primitive(Value value) {
        return value instanceof Value.Function ? Text.markup("function") : joined(value);
    }

    private static boolean isNothing(Value value) {
        return value instanceof Value.None || value instanceof Value.Undefined;
    }

    private static boolean isObject(Value value) {
        return value instanceof Value.Container || value instanceof Value.Function;
    }

    private double numeric(Value value) {
        if (!(value instanceof Text text)) {
            return number(value).orElse(Double.NaN);
        }
        budget.scan(text.length());
        String digits = text.stripped(true, true).chars();
        if (digits.isEmpty()) {
            return 0;
        }
        return Numbers.parseAll(digits).orElse(Double.NaN);
    }
}
