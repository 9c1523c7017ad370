package notso.inference.template.syntax;

import notso.inference.template.syntax.Expression.Argument;
import notso.inference.template.syntax.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what operators stand between: literals, names, members and calls. */
final class OperandParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private boolean sawExtraPositional;
    private boolean sawExtraNamed;

    OperandParser(TokenCursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    Expression operand() {
        return member(primary());
    }

    private Expression member(Expression start) {
        Expression object = start;
        int length = 0;
        while (true) {
            cursor.checkChain(++length);
            if (cursor.takeIf(Kind.DOT)) {
                object = dotted(object);
            } else if (cursor.takeIf(Kind.OPEN_BRACKET)) {
                object = subscript(object);
                cursor.expect(Kind.CLOSE_BRACKET, "]");
            } else if (cursor.at(Kind.OPEN_PAREN)) {
                object = new Expression.Call(object, arguments());
            } else {
                return object;
            }
        }
    }

    private Expression dotted(Expression object) {
        if (cursor.at(Kind.NUMBER)) {
            return new Expression.Item(object, primary());
        }
        return new Expression.Attribute(object, cursor.expectName("a name after the dot"));
    }

    private Expression subscript(Expression object) {
        List<Optional<Expression>> parts = new ArrayList<>();
        boolean slice = false;
        while (!cursor.at(Kind.CLOSE_BRACKET)) {
            if (cursor.takeIf(Kind.COLON)) {
                parts.add(Optional.empty());
                slice = true;
            } else {
                parts.add(Optional.of(expressions.expression()));
                slice |= cursor.takeIf(Kind.COLON);
            }
        }
        if (parts.isEmpty() || parts.size() > (slice ? 3 : 1)) {
            throw cursor.fault("a subscript is malformed");
        }
        if (!slice) {
            return new Expression.Item(object, parts.getFirst().orElseThrow());
        }
        while (parts.size() < 3) {
            parts.add(Optional.empty());
        }
        return new Expression.Slice(object, parts.get(0), parts.get(1), parts.get(2));
    }

    private Expression primary() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case NUMBER -> {
                cursor.next();
                yield new Expression.NumberLiteral(
                        Double.parseDouble(token.text()), token.text().contains("."));
            }
            case STRING -> string();
            case NAME -> name();
            case OPEN_PAREN -> {
                cursor.next();
                cursor.enter();
                Expression inner =
                        cursor.at(Kind.CLOSE_PAREN)
                                ? new Expression.TupleLiteral(List.of())
                                : expressions.sequence();
                cursor.leave();
                cursor.expect(Kind.CLOSE_PAREN, ")");
                yield inner;
            }
            case OPEN_BRACKET -> list();
            case OPEN_BRACE -> dict();
            default -> throw cursor.fault("expected a value");
        };
    }

    private Expression string() {
        StringBuilder text = new StringBuilder();
        while (cursor.at(Kind.STRING)) {
            text.append(cursor.next().text());
        }
        return new Expression.TextLiteral(text.toString());
    }

    private Expression name() {
        String name = cursor.next().text();
        sawExtraPositional |= name.equals("varargs");
        sawExtraNamed |= name.equals("kwargs");
        return new Expression.Name(name);
    }

    private Expression list() {
        cursor.next();
        List<Expression> items = new ArrayList<>();
        while (!cursor.takeIf(Kind.CLOSE_BRACKET)) {
            items.add(expressions.expression());
            cursor.takeIf(Kind.COMMA);
        }
        return new Expression.ListLiteral(items);
    }

    private Expression dict() {
        cursor.next();
        List<Expression.DictLiteral.Entry> entries = new ArrayList<>();
        while (!cursor.takeIf(Kind.CLOSE_BRACE)) {
            Expression key = expressions.expression();
            cursor.expect(Kind.COLON, "a colon between key and value");
            entries.add(new Expression.DictLiteral.Entry(key, expressions.expression()));
            cursor.takeIf(Kind.COMMA);
        }
        return new Expression.DictLiteral(entries);
    }

    /** Arguments in parentheses; positional ones come first, {@code **} comes last. */
    List<Argument> arguments() {
        cursor.expect(Kind.OPEN_PAREN, "(");
        List<Argument> arguments = new ArrayList<>();
        while (!cursor.takeIf(Kind.CLOSE_PAREN)) {
            arguments.add(argument());
            cursor.takeIf(Kind.COMMA);
        }
        boolean positionalOver = false;
        for (Argument argument : arguments) {
            boolean positional = argument.kind() == Argument.Kind.POSITIONAL;
            if (positional && positionalOver) {
                throw cursor.fault("a positional argument comes too late");
            }
            positionalOver |= !positional;
        }
        return arguments;
    }

    private Argument argument() {
        if (cursor.takeIf(Kind.POWER)) {
            return new Argument(Argument.Kind.NAMED_SPREAD, "", expressions.expression());
        }
        if (cursor.at(Kind.MULTIPLICATIVE) && cursor.peek().text().equals("*")) {
            cursor.next();
            return new Argument(Argument.Kind.SPREAD, "", expressions.expression());
        }
        Expression value = expressions.expression();
        if (!cursor.takeIf(Kind.EQUALS)) {
            return new Argument(Argument.Kind.POSITIONAL, "", value);
        }
        if (value instanceof Expression.Name(String name)) {
            return new Argument(Argument.Kind.NAMED, name, expressions.expression());
        }
        throw cursor.fault("expected the name of an argument");
    }

    /** Which of {@code varargs} and {@code kwargs} occurred since {@link #forgetExtras()}. */
    boolean sawExtraPositional() {
        return sawExtraPositional;
    }

    boolean sawExtraNamed() {
        return sawExtraNamed;
    }

    void forgetExtras() {
        sawExtraPositional = false;
        sawExtraNamed = false;
    }

    /** What occurs in an inner macro counts for the one around it too. */
    void rememberExtras(boolean positional, boolean named) {
        sawExtraPositional |= positional;
        sawExtraNamed |= named;
    }
}
