package notso.inference.stream;

import java.util.List;
import java.util.Optional;

/**
 * Finds given texts in a stream of characters and holds back only what may still become one of
 * them. The text that is whole first is found; of several that end together, the longest.
 */
final class TextFinder {

    private final List<String> wanted;
    private final StringBuilder held = new StringBuilder();

    TextFinder(List<String> wanted) {
        this.wanted = List.copyOf(wanted);
    }

    /**
     * Takes one character.
     *
     * @param passed receives what can no longer belong to a wanted text
     * @return the wanted text that is now complete
     */
    Optional<String> accept(char next, StringBuilder passed) {
        held.append(next);
        Optional<String> found = longestEnd();
        int keptFrom = found.map(text -> held.length() - text.length()).orElseGet(this::keptFrom);
        passed.append(held, 0, keptFrom);
        held.delete(0, found.isPresent() ? held.length() : keptFrom);
        return found;
    }

    /** Gives up what was held back. */
    String finish() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    private Optional<String> longestEnd() {
        Optional<String> longest = Optional.empty();
        for (String text : wanted) {
            int from = held.length() - text.length();
            if (from >= 0
                    && held.indexOf(text, from) == from
                    && longest.map(String::length).orElse(0) < text.length()) {
                longest = Optional.of(text);
            }
        }
        return longest;
    }

    private int keptFrom() {
        for (int from = 0; from < held.length(); from++) {
            if (canBegin(from)) {
                return from;
            }
        }
        return held.length();
    }

    private boolean canBegin(int from) {
        String beginning = held.substring(from);
        return wanted.stream().anyMatch(text -> text.startsWith(beginning));
    }
}
