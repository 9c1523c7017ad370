package notso.inference.template.syntax;

import notso.inference.template.syntax.Statement.Signature;
import notso.inference.template.syntax.Statement.Target;
import notso.inference.template.syntax.Token.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the statements of a template. */
public final class TemplateParser {

    /** In characters; the longest published template has 17 thousand. */
    public static final int LONGEST_SOURCE = 1 << 20;

    private final TokenCursor cursor;
    private final ExpressionParser expressions;

    private TemplateParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExpressionParser(cursor);
    }

    /** The statements of a whole template; fails with a clear sentence where it is malformed. */
    public static List<Statement> parse(String source) {
        if (source.length() > LONGEST_SOURCE) {
            throw TemplateFault.of(
                    "it has %,d characters, and no more than %,d are read"
                            .formatted(source.length(), LONGEST_SOURCE));
        }
        TemplateParser parser =
                new TemplateParser(
                        new TokenCursor(Whitespace.prepare(source), Lexer.tokens(source)));
        List<Statement> statements = new ArrayList<>();
        while (!parser.cursor.at(Kind.END)) {
            parser.statement(statements);
        }
        return List.copyOf(statements);
    }

    private void statement(List<Statement> into) {
        Token token = cursor.peek();
        switch (token.kind()) {
            case COMMENT -> cursor.next();
            case TEXT -> into.add(new Statement.TemplateText(cursor.next().text()));
            case OPEN_EXPRESSION -> {
                cursor.next();
                into.add(new Statement.Output(expressions.expression()));
                cursor.expect(Kind.CLOSE_EXPRESSION, "}}");
            }
            case OPEN_STATEMENT -> {
                cursor.next();
                cursor.enter();
                into.add(tag());
                cursor.leave();
            }
            default -> throw cursor.fault("something is not closed");
        }
    }

    private Statement tag() {
        String name = cursor.peek().text();
        String word = cursor.expectName("the name of a statement");
        return switch (word) {
            case "set" -> set();
            case "if" -> conditional();
            case "for" -> loop();
            case "macro" -> macro();
            case "call" -> callBlock();
            case "filter" -> filterBlock();
            case "break" -> closed(new Statement.Break());
            case "continue" -> closed(new Statement.Continue());
            case "do" -> closed(new Statement.Do(expressions.expression()));
            default ->
                    throw TemplateFault.of(
                            "it uses the statement '%s' that is not known here"
                                    .formatted(TemplateFault.quote(name)));
        };
    }

    private Statement closed(Statement statement) {
        closeTag();
        return statement;
    }

    private void closeTag() {
        cursor.expect(Kind.CLOSE_STATEMENT, "%}");
    }

    /** Statements up to a tag of one of the names, which stays unread. */
    private List<Statement> bodyUntil(String... ends) {
        List<Statement> body = new ArrayList<>();
        while (!atTag(ends)) {
            if (cursor.at(Kind.END)) {
                throw TemplateFault.of("'%s' is missing".formatted(ends[ends.length - 1]));
            }
            statement(body);
        }
        return body;
    }

    private boolean atTag(String... names) {
        if (!cursor.at(Kind.OPEN_STATEMENT)) {
            return false;
        }
        for (String name : names) {
            if (cursor.peek(1).isName(name)) {
                return true;
            }
        }
        return false;
    }

    /** Reads {@code {% name}, if it is there. */
    private boolean takeTag(String name) {
        if (!atTag(name)) {
            return false;
        }
        cursor.next();
        cursor.next();
        return true;
    }

    private List<Statement> bodyThrough(String end) {
        List<Statement> body = bodyUntil(end);
        takeTag(end);
        closeTag();
        return body;
    }

    private Statement set() {
        Target target = target(expressions.sequence());
        if (cursor.takeIf(Kind.EQUALS)) {
            return closed(new Statement.Set(target, expressions.sequence()));
        }
        closeTag();
        return new Statement.SetBlock(target, bodyThrough("endset"));
    }

    private Target target(Expression left) {
        return switch (left) {
            case Expression.Name(String name) -> new Target.Variable(name);
            case Expression.TupleLiteral(List<Expression> items) -> names(items);
            case Expression.Attribute(Expression object, String name) ->
                    new Target.Member(object, name);
            default -> throw cursor.fault("this cannot be assigned to");
        };
    }

    private Target.Variables names(List<Expression> items) {
        List<String> names = new ArrayList<>();
        for (Expression item : items) {
            if (!(item instanceof Expression.Name(String name))) {
                throw cursor.fault("only names can be assigned to");
            }
            names.add(name);
        }
        return new Target.Variables(names);
    }

    private Statement conditional() {
        List<Statement.If.Branch> branches = new ArrayList<>();
        do {
            Expression condition = expressions.expression();
            closeTag();
            branches.add(new Statement.If.Branch(condition, bodyUntil("elif", "else", "endif")));
        } while (takeTag("elif"));
        List<Statement> otherwise = List.of();
        if (takeTag("else")) {
            closeTag();
            otherwise = bodyUntil("endif");
        }
        if (!takeTag("endif")) {
            throw cursor.fault("expected endif");
        }
        return closed(new Statement.If(branches, otherwise));
    }

    private Statement loop() {
        List<Expression> names = new ArrayList<>();
        boolean parenthesised = cursor.takeIf(Kind.OPEN_PAREN);
        do {
            names.add(new Expression.Name(cursor.expectName("the name of a loop variable")));
        } while (cursor.takeIf(Kind.COMMA));
        if (parenthesised) {
            cursor.expect(Kind.CLOSE_PAREN, ")");
        }
        if (!cursor.takeName("in")) {
            throw cursor.fault("expected 'in'");
        }
        Expression items = expressions.expression();
        Optional<Expression> condition = Optional.empty();
        if (items instanceof Expression.Conditional(var test, var then, var otherwise)
                && otherwise.isEmpty()) {
            items = then;
            condition = Optional.of(test);
        }
        boolean recursive = cursor.takeName("recursive");
        closeTag();
        List<Statement> body = bodyUntil("else", "endfor");
        List<Statement> otherwise = List.of();
        if (takeTag("else")) {
            closeTag();
            otherwise = bodyUntil("endfor");
        }
        takeTag("endfor");
        Target target = names.size() == 1 ? target(names.getFirst()) : names(names);
        return closed(new Statement.For(target, items, condition, recursive, body, otherwise));
    }

    private Statement macro() {
        String name = cursor.expectName("the name of a macro");
        List<Signature.Parameter> parameters = parameters();
        closeTag();
        Body body = bodyWithExtras("endmacro");
        return new Statement.Macro(name, body.signature(parameters), body.statements());
    }

    private Statement callBlock() {
        List<Signature.Parameter> parameters =
                cursor.at(Kind.OPEN_PAREN) ? parameters() : List.of();
        Expression callee = new Expression.Name(cursor.expectName("the name of a macro"));
        Expression.Call call = new Expression.Call(callee, expressions.operands().arguments());
        closeTag();
        Body body = bodyWithExtras("endcall");
        return new Statement.CallBlock(body.signature(parameters), call, body.statements());
    }

    /** A body, and which of the arguments that nobody declared it asks for. */
    private record Body(List<Statement> statements, boolean positional, boolean named) {
        Signature signature(List<Signature.Parameter> parameters) {
            return new Signature(parameters, positional, named);
        }
    }

    private Body bodyWithExtras(String end) {
        boolean outerPositional = expressions.operands().sawExtraPositional();
        boolean outerNamed = expressions.operands().sawExtraNamed();
        expressions.operands().forgetExtras();
        List<Statement> statements = bodyThrough(end);
        Body body =
                new Body(
                        statements,
                        expressions.operands().sawExtraPositional(),
                        expressions.operands().sawExtraNamed());
        expressions.operands().rememberExtras(outerPositional, outerNamed);
        return body;
    }

    private List<Signature.Parameter> parameters() {
        List<Signature.Parameter> parameters = new ArrayList<>();
        HashSet<String> names = new HashSet<>();
        for (Expression.Argument argument : expressions.operands().arguments()) {
            boolean named = argument.kind() == Expression.Argument.Kind.NAMED;
            String name = argument.name();
            if (argument.kind() == Expression.Argument.Kind.POSITIONAL
                    && argument.value() instanceof Expression.Name(String positional)) {
                name = positional;
            } else if (!named) {
                throw cursor.fault("expected the name of a parameter");
            }
            if (!names.add(name)) {
                throw cursor.fault("a parameter is declared twice");
            }
            parameters.add(
                    new Signature.Parameter(
                            name, named ? Optional.of(argument.value()) : Optional.empty()));
        }
        return parameters;
    }

    private Statement filterBlock() {
        String filter = cursor.expectName("the name of a filter");
        List<Expression.Argument> arguments =
                cursor.at(Kind.OPEN_PAREN) ? expressions.operands().arguments() : List.of();
        closeTag();
        return new Statement.FilterBlock(filter, arguments, bodyThrough("endfilter"));
    }
}
