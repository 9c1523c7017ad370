package notso.inference.template.syntax;

/** What stands between two operands. */
public enum Operator {
    OR("or"),
    AND("and"),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in"),
    ADD("+"),
    SUBTRACT("-"),
    CONCATENATE("~"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    REMAINDER("%"),
    POWER("**");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    static Operator of(Token token) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(token.text())) {
                return operator;
            }
        }
        throw new IllegalArgumentException(token.text());
    }
}
