package notso.inference.template.syntax;

import notso.inference.EngineException;
import notso.inference.template.syntax.Token.Kind;

import java.util.List;

/** A place in the list of tokens, with the guard against too deep nesting. */
final class TokenCursor {

    /** Published templates reach 15; a level takes up to 2 kB of stack. */
    private static final int DEEPEST = 60;

    /** A chain is a tree as deep as the chain is long, since it groups to the left. */
    private static final int LONGEST_CHAIN = 200;

    private final String source;
    private final List<Token> tokens;
    private int index;
    private int depth;

    TokenCursor(String source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        index++;
        return token;
    }

    boolean at(Kind kind) {
        return peek().is(kind);
    }

    boolean atName(String name) {
        return peek().isName(name);
    }

    boolean takeIf(Kind kind) {
        boolean there = at(kind);
        if (there) {
            index++;
        }
        return there;
    }

    boolean takeName(String name) {
        boolean there = atName(name);
        if (there) {
            index++;
        }
        return there;
    }

    void expect(Kind kind, String what) {
        if (!takeIf(kind)) {
            throw fault("expected " + what);
        }
    }

    String expectName(String what) {
        if (!at(Kind.NAME)) {
            throw fault("expected " + what);
        }
        return next().text();
    }

    /** Goes one level deeper; every call needs its {@link #leave()}. */
    void enter() {
        if (++depth > DEEPEST) {
            throw TemplateFault.of("it is nested more than " + DEEPEST + " levels deep");
        }
    }

    void leave() {
        depth--;
    }

    /** Refuses too many operators, members or filters in a row. */
    void checkChain(int length) {
        if (length > LONGEST_CHAIN) {
            throw TemplateFault.of("an expression has more than " + LONGEST_CHAIN + " steps");
        }
    }

    EngineException fault(String what) {
        return Excerpt.fault(source, peek().position(), what);
    }
}
