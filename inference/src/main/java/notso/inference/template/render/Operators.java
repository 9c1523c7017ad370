package notso.inference.template.render;

import notso.inference.EngineException;
import notso.inference.template.syntax.Operator;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operators of two operands, except {@code and} and {@code or}. */
final class Operators {

    private final Budget budget;
    private final Coercion coercion;
    private final TextEdits edits;

    Operators(Budget budget) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.edits = new TextEdits(budget);
    }

    Value apply(Operator operator, Value left, Value right) {
        return switch (operator) {
            case EQUAL -> Value.of(coercion.equal(left, right));
            case UNEQUAL -> Value.of(!coercion.equal(left, right));
            case IN -> Value.of(contains(right, left));
            case NOT_IN -> Value.of(!contains(right, left));
            default -> {
                checkPresent(operator, left);
                checkPresent(operator, right);
                yield compute(operator, left, right);
            }
        };
    }

    private static void checkPresent(Operator operator, Value value) {
        if (value instanceof Value.Undefined || value instanceof Value.None) {
            throw TemplateFault.of(
                    "it applies '%s' to %s".formatted(operator.symbol(), article(value)));
        }
    }

    private static String article(Value value) {
        return switch (value) {
            case Value.Undefined _ -> "an undefined value";
            case Value.None _ -> "none";
            default -> "a " + value.typeName();
        };
    }

    private Value compute(Operator operator, Value left, Value right) {
        boolean anyText = left instanceof Text || right instanceof Text;
        if (operator == Operator.CONCATENATE || (operator == Operator.ADD && anyText)) {
            return edits.concat(coercion.joined(left), coercion.joined(right));
        }
        Optional<Value> result = Optional.empty();
        if (isNumber(left) && isNumber(right)) {
            result = Arithmetic.compute(operator, left, right);
        } else if (operator == Operator.POWER && isNumeric(left) && isNumeric(right)) {
            result = Arithmetic.compute(operator, left, right);
        } else if (left instanceof Sequence a && right instanceof Sequence b) {
            result = lists(operator, a, b);
        } else if (left instanceof Text a && right instanceof Text b) {
            result = texts(operator, a, b);
        } else if (operator == Operator.MULTIPLY && left instanceof Text a && isNumber(right)) {
            result = Optional.of(edits.repeat(a, Coercion.number(right).orElseThrow()));
        }
        return result.orElseThrow(() -> unknown(operator, left, right));
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Decimal;
    }

    private static boolean isNumeric(Value value) {
        return Coercion.number(value).isPresent();
    }

    private Optional<Value> lists(Operator operator, Sequence left, Sequence right) {
        if (operator != Operator.ADD) {
            return Optional.empty();
        }
        budget.items((long) left.size() + right.size());
        List<Value> both = new ArrayList<>(left.items());
        both.addAll(right.items());
        return Optional.of(Sequence.list(both));
    }

    private Optional<Value> texts(Operator operator, Text left, Text right) {
        budget.scan(Math.min(left.length(), right.length()));
        int order = left.chars().compareTo(right.chars());
        return switch (operator) {
            case LESS -> Optional.of(Value.of(order < 0));
            case LESS_OR_EQUAL -> Optional.of(Value.of(order <= 0));
            case GREATER -> Optional.of(Value.of(order > 0));
            case GREATER_OR_EQUAL -> Optional.of(Value.of(order >= 0));
            default -> Optional.empty();
        };
    }

    /** Nothing is in an undefined value. */
    boolean contains(Value container, Value wanted) {
        return switch (container) {
            case Value.Undefined _ -> false;
            case Sequence list -> anySame(list, wanted);
            case Text text when wanted instanceof Text part -> edits.contains(text, part);
            case Dict dict when wanted instanceof Text key -> hasKey(dict, key);
            case Value.Loop loop when wanted instanceof Text key -> hasKey(loop.toDict(), key);
            default -> throw unknown(Operator.IN, wanted, container);
        };
    }

    private boolean hasKey(Dict dict, Text key) {
        budget.scan(key.length());
        return dict.entries().containsKey(key.chars());
    }

    private boolean anySame(Sequence list, Value wanted) {
        for (Value item : list.items()) {
            if (coercion.same(item, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static EngineException unknown(Operator operator, Value left, Value right) {
        return TemplateFault.of(
                "it applies '%s' to %s and %s"
                        .formatted(operator.symbol(), article(left), article(right)));
    }
}
