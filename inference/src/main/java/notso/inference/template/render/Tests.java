package notso.inference.template.render;

import notso.inference.template.syntax.Operator;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.Locale;

/** What can follow {@code is}. */
final class Tests {

    private final Budget budget;
    private final Coercion coercion;
    private final Operators operators;

    Tests(Budget budget, Operators operators) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.operators = operators;
    }

    boolean holds(String name, Value operand, Arguments given) {
        Value other = given.at(0, "other", Value.UNDEFINED);
        return switch (name) {
            case "boolean" -> operand instanceof Value.Bool;
            case "true" -> operand instanceof Value.Bool(boolean held) && held;
            case "false" -> operand instanceof Value.Bool(boolean held) && !held;
            case "none" -> operand instanceof Value.None;
            case "defined" -> !(operand instanceof Value.Undefined);
            case "undefined" -> operand instanceof Value.Undefined;
            case "string" -> operand instanceof Text;
            case "number" -> isNumber(operand);
            case "integer" -> operand instanceof Value.Int;
            case "float" -> operand instanceof Value.Decimal;
            case "callable" -> operand instanceof Value.Function;
            case "mapping" -> isMapping(operand);
            case "iterable" ->
                    operand instanceof Text
                            || (operand instanceof Sequence list && !list.isTuple());
            case "sequence" ->
                    operand instanceof Text || operand instanceof Sequence || isMapping(operand);
            case "lower" -> operand instanceof Text text && text.chars().equals(lower(text));
            case "upper" -> operand instanceof Text text && text.chars().equals(upper(text));
            case "odd" -> whole(name, operand) % 2 != 0;
            case "even" -> whole(name, operand) % 2 == 0;
            case "divisibleby" -> whole(name, operand) % whole(name, other) == 0;
            case "equalto", "eq", "sameas" -> coercion.same(operand, other);
            case "ne" -> !coercion.same(operand, other);
            case "in" -> operators.contains(other, operand);
            case "lt", "lessthan" -> compare(Operator.LESS, operand, other);
            case "le" -> compare(Operator.LESS_OR_EQUAL, operand, other);
            case "gt", "greaterthan" -> compare(Operator.GREATER, operand, other);
            case "ge" -> compare(Operator.GREATER_OR_EQUAL, operand, other);
            default ->
                    throw TemplateFault.of(
                            "it uses the test '%s' that is not known here"
                                    .formatted(TemplateFault.quote(name)));
        };
    }

    private boolean compare(Operator operator, Value left, Value right) {
        return Coercion.isTrue(operators.apply(operator, left, right));
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Decimal;
    }

    private static boolean isMapping(Value value) {
        return value instanceof Dict || value instanceof Value.Loop;
    }

    private static double whole(String test, Value value) {
        if (value instanceof Value.Int(double number)) {
            return number;
        }
        throw TemplateFault.of("it tests whether a " + value.typeName() + " is " + test);
    }

    private String lower(Text text) {
        budget.scan(text.length() * 8L);
        return text.chars().toLowerCase(Locale.ROOT);
    }

    private String upper(Text text) {
        budget.scan(text.length() * 8L);
        return text.chars().toUpperCase(Locale.ROOT);
    }
}
