package notso.inference.template.render;

import notso.inference.template.syntax.Operator;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Value;

import java.util.Optional;

/** Operators on two numbers; a result is whole where both operands are, except of a division. */
final class Arithmetic {

    private Arithmetic() {}

    static Optional<Value> compute(Operator operator, Value left, Value right) {
        double a = Coercion.number(left).orElseThrow();
        double b = Coercion.number(right).orElseThrow();
        boolean decimal = left instanceof Value.Decimal || right instanceof Value.Decimal;
        Value result =
                switch (operator) {
                    case ADD -> number(a + b, decimal);
                    case SUBTRACT -> number(a - b, decimal);
                    case MULTIPLY -> number(a * b, decimal);
                    case DIVIDE -> number(a / b, true);
                    case FLOOR_DIVIDE -> number(Math.floor(a / b), decimal);
                    case REMAINDER -> number(a % b, decimal);
                    case POWER -> power(a, b, decimal);
                    case LESS -> Value.of(a < b);
                    case LESS_OR_EQUAL -> Value.of(a <= b);
                    case GREATER -> Value.of(a > b);
                    case GREATER_OR_EQUAL -> Value.of(a >= b);
                    case OR, AND, EQUAL, UNEQUAL, IN, NOT_IN, CONCATENATE -> Value.UNDEFINED;
                };
        return Optional.of(result).filter(value -> !(value instanceof Value.Undefined));
    }

    private static Value power(double a, double b, boolean decimal) {
        double result = Math.pow(a, b);
        if (Double.isNaN(result) || Double.isInfinite(result)) {
            throw TemplateFault.of("it computes a power that is no finite number");
        }
        return number(result, decimal || b < 0);
    }

    private static Value number(double value, boolean decimal) {
        return decimal ? new Value.Decimal(value) : new Value.Int(value);
    }
}
