package notso.inference.template.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expression of a template can be. */
public sealed interface Value permits Text, Value.Scalar, Value.Container, Value.Function {

    /** A value without parts. */
    sealed interface Scalar extends Value {}

    /** A whole number; like ECMAScript's, exact up to 2^53. */
    record Int(double number) implements Scalar {}

    /** A number that is written with a fraction. */
    record Decimal(double number) implements Scalar {}

    record Bool(boolean value) implements Scalar {}

    /** Python's None, JSON's null. */
    record None() implements Scalar {}

    /** What a name that nobody set stands for. */
    record Undefined() implements Scalar {}

    /** A value with parts. */
    sealed interface Container extends Value permits Sequence, Dict, Namespace, Loop {}

    /** What can be called. */
    record Function(String name, Body body) implements Value {

        /** What is done when it is called. */
        @FunctionalInterface
        public interface Body {
            Value call(Arguments arguments, Scope scope);
        }
    }

    /**
     * Where a loop is.
     *
     * @param again runs the loop's body over other items, where the loop is recursive
     */
    record Loop(List<Value> items, int index, Optional<Function> again) implements Container {

        public Value attribute(String name) {
            return switch (name) {
                case "index" -> new Int(index + 1);
                case "index0" -> new Int(index);
                case "revindex" -> new Int(items.size() - index);
                case "revindex0" -> new Int(items.size() - index - 1);
                case "first" -> new Bool(index == 0);
                case "last" -> new Bool(index == items.size() - 1);
                case "length" -> new Int(items.size());
                case "previtem" -> index == 0 ? UNDEFINED : items.get(index - 1);
                case "nextitem" -> index == items.size() - 1 ? UNDEFINED : items.get(index + 1);
                default -> UNDEFINED;
            };
        }

        /** The same as a dict, for the rare template that looks at all of it. */
        public Dict toDict() {
            Dict dict = new Dict();
            List.of(
                            "index",
                            "index0",
                            "revindex",
                            "revindex0",
                            "first",
                            "last",
                            "length",
                            "previtem",
                            "nextitem")
                    .forEach(name -> dict.put(Text.markup(name), attribute(name)));
            return dict;
        }
    }

    /** What {@code namespace()} makes: attributes that can be set from inner scopes. */
    record Namespace(Map<String, Dict.Entry> entries) implements Container {

        public Value attribute(String name) {
            Dict.Entry entry = entries.get(name);
            return entry == null ? UNDEFINED : entry.value();
        }
    }

    Undefined UNDEFINED = new Undefined();
    None NONE = new None();
    Bool TRUE = new Bool(true);
    Bool FALSE = new Bool(false);

    static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** How a message names its type. */
    default String typeName() {
        return switch (this) {
            case Text _ -> "text";
            case Int _, Decimal _ -> "number";
            case Bool _ -> "boolean";
            case None _ -> "none";
            case Undefined _ -> "undefined value";
            case Sequence _ -> "list";
            case Dict _, Loop _ -> "dict";
            case Namespace _ -> "namespace";
            case Function _ -> "function";
        };
    }
}
