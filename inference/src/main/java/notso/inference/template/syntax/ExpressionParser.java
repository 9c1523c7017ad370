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

    private final TokenCursor cursor;
    private final OperandParser operands;

    ExpressionParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.operands = new OperandParser(cursor, this);
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
            cursor.checkChain(++length);
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
            cursor.checkChain(++length);
            boolean negated = cursor.takeName("not");
            String name = cursor.expectName("the name of a test");
            List<Argument> arguments =
                    cursor.at(Kind.OPEN_PAREN) ? operands.arguments() : List.of();
            operand = new Expression.Test(operand, negated, name, arguments);
        }
        return operand;
    }

    private Expression filtered() {
        Expression operand = signed();
        int length = 0;
        while (cursor.takeIf(Kind.PIPE)) {
            cursor.checkChain(++length);
            String name = cursor.expectName("the name of a filter");
            List<Argument> arguments =
                    cursor.at(Kind.OPEN_PAREN) ? operands.arguments() : List.of();
            operand = new Expression.Filter(operand, name, arguments);
        }
        return operand;
    }

    private Expression signed() {
        Token token = cursor.peek();
        boolean sign =
                token.is(Kind.SIGN) || (token.is(Kind.ADDITIVE) && !token.text().equals("~"));
        if (!sign) {
            return operands.operand();
        }
        cursor.next();
        cursor.enter();
        Expression operand = signed();
        cursor.leave();
        return new Expression.Sign(token.text().equals("-"), operand);
    }

    /** Reads arguments, and knows which names occurred. */
    OperandParser operands() {
        return operands;
    }
}
