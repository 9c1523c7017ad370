package notso.inference.stream;

import java.util.List;
import java.util.Optional;

/**
 * Lets text through up to the first stop text. What may be the beginning of a stop text is held
 * back until it is clear.
 */
public final class StopTextMatcher {

    private final TextFinder finder;
    private Optional<String> matched = Optional.empty();

    /**
     * @param stop the texts that end the stream; none, and everything passes at once
     */
    public StopTextMatcher(List<String> stop) {
        finder = new TextFinder(stop);
    }

    /** The text that is certainly no part of a stop text; nothing once one {@link #matched}. */
    public String accept(String text) {
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < text.length() && matched.isEmpty(); i++) {
            matched = finder.accept(text.charAt(i), passed);
        }
        return passed.toString();
    }

    /** The stop text that appeared, if one did; it and all after it is dropped. */
    public Optional<String> matched() {
        return matched;
    }

    /** What was held back and turned out to be text, when no more comes. */
    public String finish() {
        return finder.finish();
    }
}
