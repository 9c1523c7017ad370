package notso.inference.template.render;

import notso.inference.EngineException;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be called on a text, a list or a dict, such as {@code text.strip()}. */
final class Methods {

    private final Budget budget;
    private final Coercion coercion;
    private final TextEdits edits;
    private final Comparison comparison;

    Methods(Budget budget) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.edits = new TextEdits(budget);
        this.comparison = new Comparison(budget);
    }

    /** The method or property of a name; undefined where there is none. */
    Value of(Value object, String name) {
        Optional<Value.Function.Body> body =
                switch (object) {
                    case Text text -> text(text, name);
                    case Sequence list -> list(list, name);
                    case Dict dict -> dict(dict, name);
                    default -> Optional.empty();
                };
        if (body.isPresent()) {
            return new Value.Function(name, body.get());
        }
        if (!name.equals("length")) {
            return Value.UNDEFINED;
        }
        return switch (object) {
            case Text text -> new Value.Int(text.length());
            case Sequence list -> new Value.Int(list.size());
            default -> Value.UNDEFINED;
        };
    }

    private Optional<Value.Function.Body> text(Text text, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "upper" -> (_, _) -> edits.upper(text);
                    case "lower" -> (_, _) -> edits.lower(text);
                    case "title" -> (_, _) -> edits.titled(text);
                    case "capitalize" -> (_, _) -> edits.capitalized(text);
                    case "strip" -> (_, _) -> stripped(text, true, true);
                    case "lstrip" -> (_, _) -> stripped(text, true, false);
                    case "rstrip" -> (_, _) -> stripped(text, false, true);
                    case "startswith" -> (given, _) -> Value.of(affix(text, given, true));
                    case "endswith" -> (given, _) -> Value.of(affix(text, given, false));
                    case "removeprefix" -> (given, _) -> without(text, given, true);
                    case "removesuffix" -> (given, _) -> without(text, given, false);
                    case "split" -> (given, _) -> split(text, given);
                    case "replace" -> (given, _) -> replace(text, given);
                    case "join" -> (given, _) -> join(text, given);
                    case "format" -> (given, _) -> TextFormat.apply(text, given, budget);
                    case "find" -> (given, _) -> new Value.Int(find(text, given));
                    default -> null;
                });
    }

    Text stripped(Text text, boolean left, boolean right) {
        Text stripped = text.stripped(left, right);
        budget.scan(text.length() - stripped.length());
        if (stripped != text) {
            budget.characters(stripped.length());
        }
        return stripped;
    }

    private static Text textArgument(Arguments given, int place, String name) {
        if (given.find(place, name).orElse(Value.UNDEFINED) instanceof Text text) {
            return text;
        }
        throw TemplateFault.of("it calls a text method with something other than text");
    }

    private boolean affix(Text text, Arguments given, boolean atStart) {
        Value wanted = given.at(0, "prefix", Value.UNDEFINED);
        List<Value> choices = wanted instanceof Sequence list ? list.items() : List.of(wanted);
        for (Value choice : choices) {
            if (!(choice instanceof Text part)) {
                throw TemplateFault.of("it looks for something other than text in a text");
            }
            budget.step();
            budget.scan(part.length());
            boolean there =
                    atStart
                            ? text.chars().startsWith(part.chars())
                            : text.chars().endsWith(part.chars());
            if (there) {
                return true;
            }
        }
        return false;
    }

    private Text without(Text text, Arguments given, boolean atStart) {
        int length = textArgument(given, 0, "prefix").length();
        if (!affix(text, given, atStart)) {
            return text;
        }
        budget.characters(text.length());
        return atStart ? text.slice(length, text.length()) : text.slice(0, text.length() - length);
    }

    private Value split(Text text, Arguments given) {
        Value separator = given.at(0, "sep", Value.NONE);
        double most = count(given.at(1, "maxsplit", Value.NONE));
        return switch (separator) {
            case Value.None _ -> Sequence.list(edits.splitAtSpace(text, most));
            case Text mark -> Sequence.list(edits.split(text, mark, most));
            default -> throw TemplateFault.of("it splits a text at a " + separator.typeName());
        };
    }

    Text replace(Text text, Arguments given) {
        Text old = textArgument(given, 0, "old");
        Text replacement = textArgument(given, 1, "new");
        return edits.replace(text, old, replacement, count(given.at(2, "count", Value.NONE)));
    }

    /** A limit, which is -1 where there is none. */
    private static double count(Value value) {
        return switch (value) {
            case Value.None _ -> -1;
            case Value.Int(double number) -> number;
            default -> throw TemplateFault.of("it counts with a " + value.typeName());
        };
    }

    private Value join(Text separator, Arguments given) {
        if (!(given.at(0, "iterable", Value.UNDEFINED) instanceof Sequence list)) {
            throw TemplateFault.of("it joins something other than a list");
        }
        return edits.join(joined(list), separator);
    }

    List<Text> joined(Sequence list) {
        budget.items(list.size());
        List<Text> parts = new ArrayList<>();
        list.items().forEach(item -> parts.add(coercion.joined(item)));
        return parts;
    }

    private int find(Text text, Arguments given) {
        return edits.indexOf(text, textArgument(given, 0, "sub"), 0);
    }

    private Optional<Value.Function.Body> list(Sequence list, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "append" -> (given, _) -> append(list, given);
                    case "pop" -> (given, _) -> pop(list, given);
                    default -> null;
                });
    }

    private Value append(Sequence list, Arguments given) {
        budget.items(1);
        list.items().add(given.at(0, "object", Value.NONE));
        return Value.NONE;
    }

    private Value pop(Sequence list, Arguments given) {
        double index = count(given.at(0, "index", Value.NONE));
        double place = index < 0 ? list.size() + index : index;
        if (!(place >= 0 && place < list.size())) {
            throw TemplateFault.of("it takes an item out of a list that has none there");
        }
        budget.steps(list.size() / 8);
        return list.items().remove((int) place);
    }

    private Optional<Value.Function.Body> dict(Dict dict, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "get" -> (given, _) -> get(dict, given);
                    case "items" -> (_, _) -> items(dict);
                    case "keys" -> (_, _) -> charged(dict.keys());
                    case "values" -> (_, _) -> charged(dict.values());
                    case "dictsort" -> (given, _) -> sorted(dict, given);
                    default -> null;
                });
    }

    Sequence items(Dict dict) {
        budget.items(2L * dict.size());
        return charged(dict.items());
    }

    private Sequence charged(Sequence list) {
        budget.items(list.size());
        return list;
    }

    private Value get(Dict dict, Arguments given) {
        Text key = textArgument(given, 0, "key");
        budget.scan(key.length());
        return dict.get(key.chars()).orElseGet(() -> given.at(1, "default", Value.NONE));
    }

    Value sorted(Dict dict, Arguments given) {
        boolean caseSensitive = flag(given.at(0, "case_sensitive", Value.FALSE));
        boolean reverse = flag(given.at(2, "reverse", Value.FALSE));
        int part =
                switch (given.at(1, "by", Text.markup("key"))) {
                    case Text by when by.chars().equals("key") -> 0;
                    case Text by when by.chars().equals("value") -> 1;
                    default -> throw TemplateFault.of("it sorts a dict by neither key nor value");
                };
        return Sequence.list(
                comparison.sorted(
                        items(dict).items(),
                        pair -> ((Sequence) pair).items().get(part),
                        caseSensitive,
                        reverse));
    }

    static boolean flag(Value value) {
        if (value instanceof Value.Bool(boolean held)) {
            return held;
        }
        throw notBoolean(value);
    }

    private static EngineException notBoolean(Value value) {
        return TemplateFault.of("it gives a " + value.typeName() + " where true or false is asked");
    }
}
