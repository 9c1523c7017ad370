package notso.inference.template.render;

import notso.inference.template.syntax.Expression;
import notso.inference.template.syntax.Statement;
import notso.inference.template.syntax.Statement.Signature;
import notso.inference.template.syntax.Statement.Target;
import notso.inference.template.syntax.TemplateFault;
import notso.inference.template.value.Arguments;
import notso.inference.template.value.Budget;
import notso.inference.template.value.Coercion;
import notso.inference.template.value.Dict;
import notso.inference.template.value.Scope;
import notso.inference.template.value.Sequence;
import notso.inference.template.value.Text;
import notso.inference.template.value.TextBuilder;
import notso.inference.template.value.Value;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the statements of one rendering. */
public final class Interpreter {

    private final Budget budget = new Budget();
    private final Evaluator evaluator = new Evaluator(budget);

    private Interpreter() {}

    /**
     * The text that a template makes.
     *
     * @param variables what it knows beside the global names, which win
     * @param now what {@code strftime_now} tells
     */
    public static Text render(
            List<Statement> template, Map<String, Value> variables, LocalDateTime now) {
        Interpreter interpreter = new Interpreter();
        Scope scope = new Scope();
        variables.forEach(scope::set);
        Globals.define(scope, interpreter.budget, now);
        return interpreter.text(template, scope);
    }

    /** How a run of statements ended. */
    private enum Ending {
        DONE,
        BREAK,
        CONTINUE
    }

    private Text text(List<Statement> body, Scope scope) {
        TextBuilder out = new TextBuilder(budget);
        if (run(body, scope, out) != Ending.DONE) {
            throw TemplateFault.of("it breaks or continues outside of a loop");
        }
        return out.build();
    }

    private Ending run(List<Statement> body, Scope scope, TextBuilder out) {
        for (Statement statement : body) {
            budget.enter();
            Ending ending = run(statement, scope, out);
            budget.leave();
            if (ending != Ending.DONE) {
                return ending;
            }
        }
        return Ending.DONE;
    }

    private Ending run(Statement statement, Scope scope, TextBuilder out) {
        switch (statement) {
            case Statement.TemplateText(String text) -> out.append(text, false);
            case Statement.Output(Expression value) ->
                    out.append(evaluator.output(evaluator.evaluate(value, scope)));
            case Statement.If conditional -> {
                return run(chosen(conditional, scope), scope, out);
            }
            case Statement.For loop ->
                    new LoopRun(loop, scope).over(evaluator.evaluate(loop.items(), scope), out);
            case Statement.Set(Target target, Expression value) ->
                    assign(target, evaluator.evaluate(value, scope), scope);
            case Statement.SetBlock(Target target, var body) ->
                    assign(target, text(body, scope), scope);
            case Statement.Macro(String name, Signature signature, var body) ->
                    scope.set(name, macro(name, signature, body, Optional.empty()));
            case Statement.CallBlock block -> out.append(evaluator.output(called(block, scope)));
            case Statement.FilterBlock(String filter, var given, var body) ->
                    out.append(
                            evaluator.output(
                                    evaluator.filter(filter, text(body, scope), given, scope)));
            case Statement.Break _ -> {
                return Ending.BREAK;
            }
            case Statement.Continue _ -> {
                return Ending.CONTINUE;
            }
            case Statement.Do(Expression value) -> evaluator.evaluate(value, scope);
        }
        return Ending.DONE;
    }

    private List<Statement> chosen(Statement.If conditional, Scope scope) {
        for (Statement.If.Branch branch : conditional.branches()) {
            if (Coercion.isTrue(evaluator.evaluate(branch.condition(), scope))) {
                return branch.body();
            }
        }
        return conditional.otherwise();
    }

    private void assign(Target target, Value value, Scope scope) {
        switch (target) {
            case Target.Variable(String name) -> scope.set(name, value);
            case Target.Variables(List<String> names) -> {
                List<Value> parts = parts(value, names.size());
                for (int i = 0; i < names.size(); i++) {
                    scope.set(names.get(i), parts.get(i));
                }
            }
            case Target.Member(Expression object, String name) -> {
                if (!(evaluator.evaluate(object, scope) instanceof Value.Namespace names)) {
                    throw TemplateFault.of(
                            "it sets '%s' of something other than a namespace"
                                    .formatted(TemplateFault.quote(name)));
                }
                budget.items(1);
                names.entries().put(name, new Dict.Entry(Text.markup(name), value));
            }
        }
    }

    private static List<Value> parts(Value value, int count) {
        if (value instanceof Sequence list && list.size() == count) {
            return list.items();
        }
        throw TemplateFault.of("it takes a %s apart into %d".formatted(value.typeName(), count));
    }

    private Value called(Statement.CallBlock block, Scope scope) {
        Value caller = macro("caller", block.signature(), block.body(), Optional.of(scope));
        Arguments given = evaluator.arguments(block.call().arguments(), scope);
        Scope inner = new Scope(scope);
        inner.set("caller", caller);
        return evaluator.call(evaluator.evaluate(block.call().callee(), scope), given, inner);
    }

    /**
     * @param home the scope whose variables the body sees; that of each caller where there is none
     */
    private Value.Function macro(
            String name, Signature signature, List<Statement> body, Optional<Scope> home) {
        return new Value.Function(
                name,
                (given, callerScope) -> {
                    budget.enter();
                    Scope scope = new Scope(home.orElse(callerScope));
                    bind(name, signature, given, scope);
                    Text text = text(body, scope);
                    budget.leave();
                    return text;
                });
    }

    /** Every parameter is bound before the first fallback is evaluated. */
    private void bind(String macro, Signature signature, Arguments given, Scope scope) {
        Map<String, Value> named = new HashMap<>(given.named());
        List<Signature.Parameter> pending = new ArrayList<>();
        List<Signature.Parameter> parameters = signature.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Signature.Parameter parameter = parameters.get(i);
            Optional<Value> value =
                    i < given.positional().size()
                            ? Optional.of(given.positional().get(i))
                            : Optional.ofNullable(named.remove(parameter.name()));
            if (value.isEmpty() && parameter.fallback().isPresent()) {
                pending.add(parameter);
            }
            scope.set(parameter.name(), value.orElse(Value.UNDEFINED));
        }
        bindExtras(macro, signature, given, named, scope);
        for (Signature.Parameter parameter : pending) {
            scope.set(
                    parameter.name(),
                    evaluator.evaluate(parameter.fallback().orElseThrow(), scope));
        }
    }

    private void bindExtras(
            String macro,
            Signature signature,
            Arguments given,
            Map<String, Value> named,
            Scope scope) {
        int count = signature.parameters().size();
        boolean tooMany = given.positional().size() > count && !signature.extraPositional();
        if (tooMany || (!named.isEmpty() && !signature.extraNamed())) {
            throw TemplateFault.of(
                    "it calls the macro '%s' with an argument that it does not take"
                            .formatted(TemplateFault.quote(macro)));
        }
        if (signature.extraPositional()) {
            int from = Math.min(count, given.positional().size());
            List<Value> rest = given.positional().subList(from, given.positional().size());
            scope.set("varargs", Sequence.list(new ArrayList<>(rest)));
        }
        if (signature.extraNamed()) {
            Dict rest = new Dict();
            given.named().keySet().stream()
                    .filter(named::containsKey)
                    .forEach(name -> rest.put(Text.foreign(name), named.get(name)));
            scope.set("kwargs", rest);
        }
    }

    /** One {@code for} statement in one scope. */
    private final class LoopRun {

        private final Statement.For loop;
        private final Scope outer;

        LoopRun(Statement.For loop, Scope outer) {
            this.loop = loop;
            this.outer = outer;
        }

        void over(Value iterable, TextBuilder out) {
            Scope scope = new Scope(outer);
            List<Value> items = wanted(items(iterable), scope);
            boolean noneDone = true;
            for (int i = 0; i < items.size(); i++) {
                budget.step();
                scope.set("loop", new Value.Loop(items, i, again()));
                assign(loop.names(), items.get(i), scope);
                int before = out.length();
                Ending ending = run(loop.body(), scope, out);
                if (ending == Ending.DONE) {
                    noneDone = false;
                } else {
                    out.truncate(before);
                }
                if (ending == Ending.BREAK) {
                    break;
                }
            }
            if (noneDone && run(loop.otherwise(), scope, out) != Ending.DONE) {
                throw TemplateFault.of("it breaks or continues in the else part of a loop");
            }
        }

        private Optional<Value.Function> again() {
            if (!loop.recursive()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Value.Function(
                            "loop",
                            (given, _) -> {
                                budget.enter();
                                TextBuilder out = new TextBuilder(budget);
                                over(given.at(0, "items", Value.UNDEFINED), out);
                                budget.leave();
                                return out.build();
                            }));
        }

        private List<Value> items(Value iterable) {
            return switch (iterable) {
                case Sequence list -> List.copyOf(list.items());
                case Dict dict -> dict.keys().items();
                case Value.Loop inner -> inner.toDict().keys().items();
                case Text text -> List.copyOf(new TextEdits(budget).codePoints(text));
                default ->
                        throw TemplateFault.of(
                                "it loops over a value of type " + iterable.typeName());
            };
        }

        private List<Value> wanted(List<Value> items, Scope scope) {
            budget.steps(items.size() / 8);
            if (loop.condition().isEmpty()) {
                return items;
            }
            List<Value> wanted = new ArrayList<>();
            for (Value item : items) {
                Scope trial = new Scope(scope);
                assign(loop.names(), item, trial);
                if (Coercion.isTrue(evaluator.evaluate(loop.condition().get(), trial))) {
                    budget.items(1);
                    wanted.add(item);
                }
            }
            return wanted;
        }
    }
}
