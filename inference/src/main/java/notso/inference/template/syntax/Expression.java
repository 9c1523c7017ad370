package notso.inference.template.syntax;

import java.util.List;
import java.util.Optional;

/** A part of a template that has a value. */
public sealed interface Expression {

    record TextLiteral(String text) implements Expression {}

    record NumberLiteral(double number, boolean isFloat) implements Expression {}

    record ListLiteral(List<Expression> items) implements Expression {
        public ListLiteral {
            items = List.copyOf(items);
        }
    }

    record TupleLiteral(List<Expression> items) implements Expression {
        public TupleLiteral {
            items = List.copyOf(items);
        }
    }

    record DictLiteral(List<Entry> entries) implements Expression {
        public DictLiteral {
            entries = List.copyOf(entries);
        }

        /** One {@code key: value}. */
        public record Entry(Expression key, Expression value) {}
    }

    record Name(String name) implements Expression {}

    /** {@code object.name}. */
    record Attribute(Expression object, String name) implements Expression {}

    /** {@code object[key]}, and {@code object.0}. */
    record Item(Expression object, Expression key) implements Expression {}

    /** {@code object[start:stop:step]}. */
    record Slice(
            Expression object,
            Optional<Expression> start,
            Optional<Expression> stop,
            Optional<Expression> step)
            implements Expression {}

    record Call(Expression callee, List<Argument> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code operand | name(arguments)}. */
    record Filter(Expression operand, String name, List<Argument> arguments) implements Expression {
        public Filter {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code operand is name(arguments)}. */
    record Test(Expression operand, boolean negated, String name, List<Argument> arguments)
            implements Expression {
        public Test {
            arguments = List.copyOf(arguments);
        }
    }

    record Not(Expression operand) implements Expression {}

    /** A plus or minus before a number. */
    record Sign(boolean minus, Expression operand) implements Expression {}

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /** {@code then if condition else otherwise}; undefined where there is no else. */
    record Conditional(Expression condition, Expression then, Optional<Expression> otherwise)
            implements Expression {}

    /** One argument of a call; only {@link Kind#NAMED} ones have a name. */
    record Argument(Kind kind, String name, Expression value) {
        public enum Kind {
            POSITIONAL,
            NAMED,
            /** {@code *list}. */
            SPREAD,
            /** {@code **dict}. */
            NAMED_SPREAD
        }
    }
}
