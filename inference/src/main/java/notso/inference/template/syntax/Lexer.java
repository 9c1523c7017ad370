package notso.inference.template.syntax;

import notso.inference.EngineException;
import notso.inference.template.syntax.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a template into tokens: text as it stands, and the words inside the tags. */
final class Lexer {

    private static final Map<String, Kind> SYMBOLS_OF_TWO =
            Map.of(
                    "{%", Kind.OPEN_STATEMENT,
                    "%}", Kind.CLOSE_STATEMENT,
                    "{{", Kind.OPEN_EXPRESSION,
                    "}}", Kind.CLOSE_EXPRESSION,
                    "<=", Kind.COMPARISON,
                    ">=", Kind.COMPARISON,
                    "==", Kind.COMPARISON,
                    "!=", Kind.COMPARISON,
                    "**", Kind.POWER,
                    "//", Kind.MULTIPLICATIVE);

    private static final Map<Character, Kind> SYMBOLS_OF_ONE =
            Map.ofEntries(
                    Map.entry('(', Kind.OPEN_PAREN),
                    Map.entry(')', Kind.CLOSE_PAREN),
                    Map.entry('{', Kind.OPEN_BRACE),
                    Map.entry('}', Kind.CLOSE_BRACE),
                    Map.entry('[', Kind.OPEN_BRACKET),
                    Map.entry(']', Kind.CLOSE_BRACKET),
                    Map.entry(',', Kind.COMMA),
                    Map.entry('.', Kind.DOT),
                    Map.entry(':', Kind.COLON),
                    Map.entry('|', Kind.PIPE),
                    Map.entry('<', Kind.COMPARISON),
                    Map.entry('>', Kind.COMPARISON),
                    Map.entry('+', Kind.ADDITIVE),
                    Map.entry('-', Kind.ADDITIVE),
                    Map.entry('~', Kind.ADDITIVE),
                    Map.entry('*', Kind.MULTIPLICATIVE),
                    Map.entry('/', Kind.MULTIPLICATIVE),
                    Map.entry('%', Kind.MULTIPLICATIVE),
                    Map.entry('=', Kind.EQUALS));

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int braceDepth;
    private boolean insideTag;

    private Lexer(String source) {
        this.source = source;
    }

    /** The tokens of a template, the last of which is {@link Kind#END}. */
    static List<Token> tokens(String template) {
        Lexer lexer = new Lexer(Whitespace.prepare(template));
        while (lexer.position < lexer.source.length()) {
            if (lexer.insideTag) {
                lexer.tag();
            } else {
                lexer.text();
            }
        }
        if (lexer.insideTag) {
            throw lexer.fault("a tag is not closed");
        }
        lexer.add(Kind.END, "");
        return List.copyOf(lexer.tokens);
    }

    private void text() {
        int start = position;
        while (position < source.length() && !atOpening()) {
            position++;
        }
        if (position > start) {
            tokens.add(new Token(Kind.TEXT, source.substring(start, position), start));
        }
        if (position == source.length()) {
            return;
        }
        if (source.charAt(position + 1) == '#') {
            comment();
        } else {
            opening();
        }
    }

    private boolean atOpening() {
        if (source.charAt(position) != '{' || position + 1 == source.length()) {
            return false;
        }
        char next = source.charAt(position + 1);
        return next == '%' || next == '{' || next == '#';
    }

    private void comment() {
        boolean stripBefore = source.startsWith("{#-", position);
        int start = position + (stripBefore ? 3 : 2);
        int end = source.indexOf("#}", start);
        if (end < 0) {
            throw fault("a comment is not closed");
        }
        if (stripBefore) {
            stripTextBefore();
        }
        add(Kind.COMMENT, "");
        position = end + 2;
        if (end > start && source.charAt(end - 1) == '-') {
            position = Whitespace.skip(source, position);
        }
    }

    private void opening() {
        boolean statement = source.charAt(position + 1) == '%';
        boolean strip = position + 2 < source.length() && source.charAt(position + 2) == '-';
        if (strip) {
            stripTextBefore();
        }
        if (statement && RawBlock.startsAt(source, position)) {
            RawBlock raw = RawBlock.read(source, position);
            tokens.add(new Token(Kind.TEXT, raw.text(), position));
            add(Kind.COMMENT, "");
            position = raw.end();
            return;
        }
        add(statement ? Kind.OPEN_STATEMENT : Kind.OPEN_EXPRESSION, statement ? "{%" : "{{");
        position += strip ? 3 : 2;
        insideTag = true;
        if (!statement) {
            braceDepth = 0;
        }
    }

    private void stripTextBefore() {
        if (tokens.isEmpty() || !tokens.getLast().is(Kind.TEXT)) {
            return;
        }
        Token last = tokens.removeLast();
        String kept =
                last.text().substring(0, Whitespace.skipBack(last.text(), 0, last.text().length()));
        if (!kept.isEmpty()) {
            tokens.add(new Token(Kind.TEXT, kept, last.position()));
        }
    }

    private void tag() {
        position = Whitespace.skip(source, position);
        if (position == source.length()) {
            throw fault("a tag is not closed");
        }
        char c = source.charAt(position);
        if (source.startsWith("-%}", position) || source.startsWith("-}}", position)) {
            boolean statement = source.charAt(position + 1) == '%';
            close(statement ? Kind.CLOSE_STATEMENT : Kind.CLOSE_EXPRESSION, 3);
            position = Whitespace.skip(source, position);
        } else if ((c == '-' || c == '+') && !afterOperand()) {
            signed();
        } else if (c == '\'' || c == '"') {
            string();
        } else if (isDigit(c)) {
            int start = position;
            number(!tokens.getLast().is(Kind.DOT));
            tokens.add(new Token(Kind.NUMBER, source.substring(start, position), start));
        } else if (isWord(c)) {
            int start = position;
            while (position < source.length() && isWord(source.charAt(position))) {
                position++;
            }
            tokens.add(new Token(Kind.NAME, source.substring(start, position), start));
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        if (position + 1 < source.length()) {
            String two = source.substring(position, position + 2);
            Kind kind = SYMBOLS_OF_TWO.get(two);
            boolean bracesOfDicts = kind == Kind.CLOSE_EXPRESSION && braceDepth > 0;
            if (kind != null && !bracesOfDicts) {
                if (kind == Kind.CLOSE_STATEMENT || kind == Kind.CLOSE_EXPRESSION) {
                    close(kind, 2);
                } else {
                    add(kind, two);
                    position += 2;
                }
                return;
            }
        }
        Kind kind = SYMBOLS_OF_ONE.get(c);
        if (kind == null) {
            throw fault("the character '" + c + "' is unexpected");
        }
        if (kind == Kind.OPEN_BRACE) {
            braceDepth++;
        } else if (kind == Kind.CLOSE_BRACE) {
            braceDepth--;
        }
        add(kind, String.valueOf(c));
        position++;
    }

    private void close(Kind kind, int length) {
        add(kind, kind == Kind.CLOSE_STATEMENT ? "%}" : "}}");
        position += length;
        insideTag = false;
    }

    /** Whether a plus or minus here stands between two operands, rather than before one. */
    private boolean afterOperand() {
        return switch (tokens.getLast().kind()) {
            case NAME, NUMBER, STRING, CLOSE_PAREN, CLOSE_BRACKET -> true;
            default -> false;
        };
    }

    private void signed() {
        int start = position++;
        if (position < source.length() && isDigit(source.charAt(position))) {
            number(true);
            tokens.add(new Token(Kind.NUMBER, source.substring(start, position), start));
        } else {
            tokens.add(new Token(Kind.SIGN, source.substring(start, position), start));
        }
    }

    private void number(boolean withFraction) {
        digits();
        boolean fraction =
                withFraction
                        && position + 1 < source.length()
                        && source.charAt(position) == '.'
                        && isDigit(source.charAt(position + 1));
        if (fraction) {
            position++;
            digits();
        }
    }

    private void digits() {
        while (position < source.length() && isDigit(source.charAt(position))) {
            position++;
        }
    }

    private void string() {
        QuotedText quoted = QuotedText.read(source, position);
        tokens.add(new Token(Kind.STRING, quoted.text(), position));
        position = quoted.end();
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, position));
    }

    private EngineException fault(String what) {
        return Excerpt.fault(source, position, what);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
