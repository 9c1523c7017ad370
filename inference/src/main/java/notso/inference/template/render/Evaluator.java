package notso.inference.template.render;

import notso.inference.EngineException;
import notso.inference.template.syntax.Expression;
import notso.inference.template.syntax.Operator;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Scope;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the values of expressions. */
final class Evaluator {

    private final Budget budget;
    private final Coercion coercion;
    private final Operators operators;
    private final Methods methods;
    private final Tests tests;
    private final Filters filters;

    Evaluator(Budget budget) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.operators = new Operators(budget);
        this.methods = new Methods(budget);
        this.tests = new Tests(budget, operators);
        this.filters = new Filters(budget, methods, tests);
    }

    Value evaluate(Expression expression, Scope scope) {
        budget.enter();
        Value value =
                switch (expression) {
                    case Expression.TextLiteral(String text) -> Text.markup(text);
                    case Expression.NumberLiteral(double number, boolean isFloat) ->
                            isFloat ? new Value.Decimal(number) : new Value.Int(number);
                    case Expression.Name(String name) -> variable(name, scope);
                    case Expression.ListLiteral(var items) ->
                            Sequence.list(evaluateAll(items, scope));
                    case Expression.TupleLiteral(var items) ->
                            new Sequence(evaluateAll(items, scope), true);
                    case Expression.DictLiteral dict -> dict(dict, scope);
                    case Expression.Attribute(Expression object, String name) ->
                            attribute(evaluate(object, scope), Text.markup(name));
                    case Expression.Item(Expression object, Expression key) ->
                            item(evaluate(object, scope), evaluate(key, scope));
                    case Expression.Slice slice -> slice(slice, scope);
                    case Expression.Call(Expression callee, var given) ->
                            call(evaluate(callee, scope), arguments(given, scope), scope);
                    case Expression.Filter(Expression operand, String name, var given) ->
                            filter(name, evaluate(operand, scope), given, scope);
                    case Expression.Test test -> Value.of(test(test, scope));
                    case Expression.Not(Expression operand) ->
                            Value.of(!Coercion.isTrue(evaluate(operand, scope)));
                    case Expression.Sign(boolean minus, Expression operand) ->
                            signed(minus, evaluate(operand, scope));
                    case Expression.Binary binary -> binary(binary, scope);
                    case Expression.Conditional conditional -> conditional(conditional, scope);
                };
        budget.leave();
        return value;
    }

    private Value variable(String name, Scope scope) {
        budget.steps(scope.depth());
        return scope.get(name);
    }

    private List<Value> evaluateAll(List<Expression> items, Scope scope) {
        budget.items(items.size());
        List<Value> values = new ArrayList<>(items.size());
        for (Expression item : items) {
            values.add(evaluate(item, scope));
        }
        return values;
    }

    private Value dict(Expression.DictLiteral literal, Scope scope) {
        Dict dict = new Dict();
        for (Expression.DictLiteral.Entry entry : literal.entries()) {
            if (!(evaluate(entry.key(), scope) instanceof Text key)) {
                throw TemplateFault.of("it makes a dict with a key that is no text");
            }
            budget.items(1);
            dict.put(key, evaluate(entry.value(), scope));
        }
        return dict;
    }

    private Value attribute(Value object, Text name) {
        budget.scan(name.length());
        Optional<Value> held =
                switch (object) {
                    case Dict dict -> dict.get(name.chars());
                    case Value.Namespace names -> Optional.of(names.attribute(name.chars()));
                    case Value.Loop loop -> Optional.of(loop.attribute(name.chars()));
                    default -> Optional.empty();
                };
        return held.orElseGet(() -> methods.of(object, name.chars()));
    }

    private Value item(Value object, Value key) {
        return switch (key) {
            case Text name -> attribute(object, name);
            case Value.Int(double index) when object instanceof Sequence list -> list.at(index);
            case Value.Int(double index) when object instanceof Text text -> character(text, index);
            default ->
                    throw TemplateFault.of(
                            "it looks up a %s in a value of type %s"
                                    .formatted(key.typeName(), object.typeName()));
        };
    }

    private static Value character(Text text, double index) {
        double place = index < 0 ? text.length() + index : index;
        boolean inside = place >= 0 && place < text.length();
        return inside ? text.slice((int) place, (int) place + 1) : Value.UNDEFINED;
    }

    private Value slice(Expression.Slice slice, Scope scope) {
        Value object = evaluate(slice.object(), scope);
        Value start = evaluate(slice.start(), scope);
        Value stop = evaluate(slice.stop(), scope);
        Value step = evaluate(slice.step(), scope);
        return switch (object) {
            case Sequence list -> {
                Slicing slicing = Slicing.of(list.size(), start, stop, step);
                yield Sequence.list(slicing.of(list.items(), budget));
            }
            case Text text -> {
                List<Text> points = new TextEdits(budget).codePoints(text);
                Slicing slicing = Slicing.of(points.size(), start, stop, step);
                yield new TextEdits(budget).join(slicing.of(points, budget), Text.EMPTY);
            }
            default -> throw TemplateFault.of("it slices a " + object.typeName());
        };
    }

    private Value evaluate(Optional<Expression> expression, Scope scope) {
        return expression.isPresent() ? evaluate(expression.get(), scope) : Value.UNDEFINED;
    }

    Value call(Value callee, Arguments given, Scope scope) {
        return switch (callee) {
            case Value.Function function -> function.body().call(given, scope);
            case Value.Loop(_, _, var again) when again.isPresent() ->
                    again.get().body().call(given, scope);
            default -> throw TemplateFault.of("it calls a value of type " + callee.typeName());
        };
    }

    /** Positional arguments are evaluated before those with names. */
    Arguments arguments(List<Expression.Argument> given, Scope scope) {
        if (given.isEmpty()) {
            return Arguments.NONE;
        }
        budget.items(given.size());
        List<Value> positional = new ArrayList<>();
        for (Expression.Argument argument : given) {
            if (argument.kind() == Expression.Argument.Kind.POSITIONAL) {
                positional.add(evaluate(argument.value(), scope));
            } else if (argument.kind() == Expression.Argument.Kind.SPREAD) {
                spread(positional, evaluate(argument.value(), scope));
            }
        }
        Map<String, Value> named = new LinkedHashMap<>();
        for (Expression.Argument argument : given) {
            if (argument.kind() == Expression.Argument.Kind.NAMED) {
                name(named, argument.name(), evaluate(argument.value(), scope));
            } else if (argument.kind() == Expression.Argument.Kind.NAMED_SPREAD) {
                spread(named, evaluate(argument.value(), scope));
            }
        }
        return new Arguments(positional, named);
    }

    private void spread(List<Value> positional, Value value) {
        if (!(value instanceof Sequence list)) {
            throw TemplateFault.of("it spreads a " + value.typeName() + " into arguments");
        }
        budget.items(list.size());
        positional.addAll(list.items());
    }

    private void spread(Map<String, Value> named, Value value) {
        if (!(value instanceof Dict dict)) {
            throw TemplateFault.of("it spreads a " + value.typeName() + " into named arguments");
        }
        budget.items(dict.size());
        dict.entries().forEach((key, entry) -> name(named, key, entry.value()));
    }

    private static void name(Map<String, Value> named, String name, Value value) {
        if (named.put(name, value) != null) {
            throw TemplateFault.of(
                    "it gives the argument '%s' twice".formatted(TemplateFault.quote(name)));
        }
    }

    Value filter(String name, Value operand, List<Expression.Argument> given, Scope scope) {
        return filters.apply(name, operand, arguments(given, scope));
    }

    private boolean test(Expression.Test test, Scope scope) {
        Value operand = evaluate(test.operand(), scope);
        boolean holds = tests.holds(test.name(), operand, arguments(test.arguments(), scope));
        return holds != test.negated();
    }

    private static Value signed(boolean minus, Value operand) {
        double sign = minus ? -1 : 1;
        return switch (operand) {
            case Value.Int(double number) -> new Value.Int(sign * number);
            case Value.Decimal(double number) -> new Value.Decimal(sign * number);
            case Value.Bool(boolean held) -> new Value.Int(held ? sign : 0);
            default -> throw unsigned(operand);
        };
    }

    private static EngineException unsigned(Value operand) {
        return TemplateFault.of("it puts a sign before a value of type " + operand.typeName());
    }

    private Value binary(Expression.Binary binary, Scope scope) {
        Value left = evaluate(binary.left(), scope);
        if (binary.operator() == Operator.AND) {
            return Coercion.isTrue(left) ? evaluate(binary.right(), scope) : left;
        }
        if (binary.operator() == Operator.OR) {
            return Coercion.isTrue(left) ? left : evaluate(binary.right(), scope);
        }
        return operators.apply(binary.operator(), left, evaluate(binary.right(), scope));
    }

    private Value conditional(Expression.Conditional conditional, Scope scope) {
        if (Coercion.isTrue(evaluate(conditional.condition(), scope))) {
            return evaluate(conditional.then(), scope);
        }
        return evaluate(conditional.otherwise(), scope);
    }

    /** What a template puts out of a value; nothing for none and undefined. */
    Text output(Value value) {
        return switch (value) {
            case Value.None _, Value.Undefined _ -> Text.EMPTY;
            default -> coercion.shown(value);
        };
    }
}
