package notso.inference.template.syntax;

/**
 * One word of a template.
 *
 * @param text its characters; for a string literal what it stands for, without quotes and escapes
 * @param position offset in the source after white space control, for messages
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        TEXT,
        COMMENT,
        NUMBER,
        STRING,
        NAME,
        OPEN_STATEMENT,
        CLOSE_STATEMENT,
        OPEN_EXPRESSION,
        CLOSE_EXPRESSION,
        OPEN_PAREN,
        CLOSE_PAREN,
        OPEN_BRACKET,
        CLOSE_BRACKET,
        OPEN_BRACE,
        CLOSE_BRACE,
        COMMA,
        DOT,
        COLON,
        PIPE,
        EQUALS,
        ADDITIVE,
        MULTIPLICATIVE,
        POWER,
        COMPARISON,
        SIGN,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isName(String wanted) {
        return kind == Kind.NAME && text.equals(wanted);
    }
}
