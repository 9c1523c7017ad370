package notso.inference.template.syntax;

import java.util.List;
import java.util.Optional;

/** A part of a template that does something, such as writing text. */
public sealed interface Statement {

    /** The template's own words. */
    record TemplateText(String text) implements Statement {}

    /** {@code {{ value }}}. */
    record Output(Expression value) implements Statement {}

    /** {@code if … elif … else}. */
    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {
        public If {
            branches = List.copyOf(branches);
            otherwise = List.copyOf(otherwise);
        }

        /** What to do if a condition holds. */
        public record Branch(Expression condition, List<Statement> body) {
            public Branch {
                body = List.copyOf(body);
            }
        }
    }

    /**
     * @param names more than one where each item is taken apart
     * @param condition which items to take; all where there is none
     * @param recursive whether the body may call {@code loop(items)}
     */
    record For(
            Target names,
            Expression items,
            Optional<Expression> condition,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {
        public For {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code set target = value}. */
    record Set(Target target, Expression value) implements Statement {}

    /** {@code set target}, then text up to {@code endset}. */
    record SetBlock(Target target, List<Statement> body) implements Statement {
        public SetBlock {
            body = List.copyOf(body);
        }
    }

    record Macro(String name, Signature signature, List<Statement> body) implements Statement {
        public Macro {
            body = List.copyOf(body);
        }
    }

    /** Calls a macro that can, as {@code caller}, call the body. */
    record CallBlock(Signature signature, Expression.Call call, List<Statement> body)
            implements Statement {
        public CallBlock {
            body = List.copyOf(body);
        }
    }

    record FilterBlock(String filter, List<Expression.Argument> arguments, List<Statement> body)
            implements Statement {
        public FilterBlock {
            arguments = List.copyOf(arguments);
            body = List.copyOf(body);
        }
    }

    record Break() implements Statement {}

    record Continue() implements Statement {}

    /** Evaluates and writes nothing. */
    record Do(Expression value) implements Statement {}

    /** What a value is given to. */
    sealed interface Target {

        record Variable(String name) implements Target {}

        record Variables(List<String> names) implements Target {
            public Variables {
                names = List.copyOf(names);
            }
        }

        /** {@code namespace.attribute}. */
        record Member(Expression object, String name) implements Target {}
    }

    /**
     * What a macro takes.
     *
     * @param extraPositional whether its body asks for {@code varargs}
     * @param extraNamed whether its body asks for {@code kwargs}
     */
    record Signature(List<Parameter> parameters, boolean extraPositional, boolean extraNamed) {
        public Signature {
            parameters = List.copyOf(parameters);
        }

        /** One parameter, with what it is where the caller does not say. */
        public record Parameter(String name, Optional<Expression> fallback) {}
    }
}
