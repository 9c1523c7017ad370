package notso.inference.template.syntax;

import notso.inference.template.syntax.Expression.Argument;
import notso.inference.template.syntax.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads expressions. From loosest to tightest: conditional, or, and, not, comparison and
 * membership, addition and concatenation, multiplication, power, tests, filters, signs, calls and
 * members. All operators of two operands group to the left.
 */
final class ExpressionParser {

    /** A chain is a tree as deep as the chain is long, since it groups to the left. */
    private static final int MAX_CHAIN = 200;

    private final TokenCursor cursor;
    private boolean sawExtraPositional;
    private boolean sawExtraNamed;

    ExpressionParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Expression expression() {
        cursor.enter();
        Expression then = binary(Level.OR);
        Expression result = then;
        if (cursor.takeName("if")) {
            Expression condition = binary(Level.OR);
            Optional<Expression> otherwise =
                    cursor.takeName("else") ? Optional.of(expression()) : Optional.empty();
            result = new Expression.Conditional(condition, then, otherwise);
        }
        cursor.leave();
        return result;
    }

    /** One expression, or several with commas between, which make a tuple. */
    Expression sequence() {
        Expression first = expression();
        if (!cursor.at(Kind.COMMA)) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (cursor.takeIf(Kind.COMMA) && !endsSequence()) {
            items.add(expression());
        }
        return new Expression.TupleLiteral(items);
    }

    private boolean endsSequence() {
        return switch (cursor.peek().kind()) {
            case CLOSE_PAREN, CLOSE_STATEMENT, EQUALS -> true;
            default -> false;
        };
    }

    /** The levels of two-sided operators, loosest first. */
    private enum Level {
        OR,
        AND,
        NOT,
        COMPARISON,
        ADDITIVE,
        MULTIPLICATIVE,
        POWER
    }

    private Expression binary(Level level) {
        if (level == Level.NOT) {
            return negation();
        }
        Expression left = operand(level);
        Optional<Operator> operator = operator(level);
        int length = 0;
        while (operator.isPresent()) {
            checkChain(++length);
            left = new Expression.Binary(operator.get(), left, operand(level));
            operator = operator(level);
        }
        return left;
    }

    private Expression operand(Level level) {
        return level == Level.POWER ? tested() : binary(Level.values()[level.ordinal() + 1]);
    }

    private Optional<Operator> operator(Level level) {
        Token token = cursor.peek();
        boolean found =
                switch (level) {
                    case OR -> token.isName("or");
                    case AND -> token.isName("and");
                    case NOT -> false;
                    case COMPARISON -> token.is(Kind.COMPARISON) || token.isName("in") || atNotIn();
                    case ADDITIVE -> token.is(Kind.ADDITIVE);
                    case MULTIPLICATIVE -> token.is(Kind.MULTIPLICATIVE);
                    case POWER -> token.is(Kind.POWER);
                };
        if (!found) {
            return Optional.empty();
        }
        cursor.next();
        if (token.isName("not")) {
            cursor.next();
            return Optional.of(Operator.NOT_IN);
        }
        return Optional.of(Operator.of(token));
    }

    private boolean atNotIn() {
        return cursor.atName("not") && cursor.peek(1).isName("in");
    }

    private Expression negation() {
        if (!cursor.takeName("not")) {
            return binary(Level.COMPARISON);
        }
        cursor.enter();
        Expression negated = new Expression.Not(negation());
        cursor.leave();
        return negated;
    }

    private Expression tested() {
        Expression operand = filtered();
        int length = 0;
        while (cursor.takeName("is")) {
            checkChain(++length);
            boolean negated = cursor.takeName("not");
            String name = cursor.expectName("the name of a test");
            List<Argument> arguments = cursor.at(Kind.OPEN_PAREN) ? arguments() : List.of();
            operand = new Expression.Test(operand, negated, name, arguments);
        }
        return operand;
    }

    private Expression filtered() {
        Expression operand = signed();
        int length = 0;
        while (cursor.takeIf(Kind.PIPE)) {
            checkChain(++length);
            String name = cursor.expectName("the name of a filter");
            List<Argument> arguments = cursor.at(Kind.OPEN_PAREN) ? arguments() : List.of();
            operand = new Expression.Filter(operand, name, arguments);
        }
        return operand;
    }

    private Expression signed() {
        Token token = cursor.peek();
        boolean sign =
                token.is(Kind.SIGN) || (token.is(Kind.ADDITIVE) && !token.text().equals("~"));
        if (!sign) {
            return member(primary());
        }
        cursor.next();
        cursor.enter();
        Expression operand = signed();
        cursor.leave();
        return new Expression.Sign(token.text().equals("-"), operand);
    }

    private Expression member(Expression start) {
        Expression object = start;
        int length = 0;
        while (true) {
            checkChain(++length);
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

    private void checkChain(int length) {
        if (length > MAX_CHAIN) {
            throw TemplateFault.of("an expression has more than " + MAX_CHAIN + " steps");
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
                parts.add(Optional.of(expression()));
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
                                : sequence();
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
            items.add(expression());
            cursor.takeIf(Kind.COMMA);
        }
        return new Expression.ListLiteral(items);
    }

    private Expression dict() {
        cursor.next();
        List<Expression.DictLiteral.Entry> entries = new ArrayList<>();
        while (!cursor.takeIf(Kind.CLOSE_BRACE)) {
            Expression key = expression();
            cursor.expect(Kind.COLON, "a colon between key and value");
            entries.add(new Expression.DictLiteral.Entry(key, expression()));
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
            return new Argument(Argument.Kind.NAMED_SPREAD, "", expression());
        }
        if (cursor.at(Kind.MULTIPLICATIVE) && cursor.peek().text().equals("*")) {
            cursor.next();
            return new Argument(Argument.Kind.SPREAD, "", expression());
        }
        Expression value = expression();
        if (!cursor.takeIf(Kind.EQUALS)) {
            return new Argument(Argument.Kind.POSITIONAL, "", value);
        }
        if (value instanceof Expression.Name(String name)) {
            return new Argument(Argument.Kind.NAMED, name, expression());
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
