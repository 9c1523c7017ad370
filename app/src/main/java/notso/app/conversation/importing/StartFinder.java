package notso.app.conversation.importing;

import java.util.Set;

/**
 * Finds, character by character, what may be the beginning of a conversation: a comma or a bracket,
 * a brace, and a name that comes first in exports, blanks between them or not.
 */
final class StartFinder {

    private static final Set<String> FIRST_NAMES =
            Set.of("title", "id", "format", "conversation_id", "create_time", "user_id", "mapping");

    private static final int LONGEST_NAME = 16;

    private enum State {
        OUTSIDE,
        BEHIND_SEPARATOR,
        IN_OBJECT,
        IN_NAME
    }

    private final StringBuilder name = new StringBuilder();
    private State state = State.OUTSIDE;
    private int length;

    /** True with the quotation mark behind the name. */
    boolean accept(char c) {
        length++;
        if (state == State.IN_NAME) {
            if (isOfName(c)) {
                name.append(c);
                return false;
            }
            state = State.OUTSIDE;
            if (c == '"') {
                return FIRST_NAMES.contains(name.toString());
            }
        }
        switch (c) {
            case ' ', '\t', '\r', '\n' -> {}
            case ',', '[' -> state = State.BEHIND_SEPARATOR;
            case '{' -> {
                state = state == State.BEHIND_SEPARATOR ? State.IN_OBJECT : State.OUTSIDE;
                length = 1;
            }
            case '"' -> {
                state = state == State.IN_OBJECT ? State.IN_NAME : State.OUTSIDE;
                name.setLength(0);
            }
            default -> state = State.OUTSIDE;
        }
        return false;
    }

    private boolean isOfName(char c) {
        return (c == '_' || (c >= 'a' && c <= 'z')) && name.length() < LONGEST_NAME;
    }

    /** From the brace to where it stands, both included. */
    int length() {
        return length;
    }
}
