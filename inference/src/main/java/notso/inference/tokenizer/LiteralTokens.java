package notso.inference.tokenizer;

import notso.inference.tokenizer.SpecialTokens.Entry;
import notso.inference.tokenizer.SpecialTokens.Fragment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of white space or of one character that a vocabulary wants found before a text is cut into
 * words, in any text. The longest is looked for first, in the whole text, then the next.
 */
final class LiteralTokens {

    private final List<Entry> longestFirst;

    private LiteralTokens(List<Entry> longestFirst) {
        this.longestFirst = longestFirst;
    }

    /** Empty if two tokens of one length can overlap, so that their order would matter. */
    static Optional<LiteralTokens> of(List<Entry> entries) {
        List<Entry> sorted =
                entries.stream()
                        .sorted(Comparator.comparingInt(LiteralTokens::bytes).reversed())
                        .toList();
        for (int i = 0; i < sorted.size(); i++) {
            for (int k = i + 1;
                    k < sorted.size() && bytes(sorted.get(i)) == bytes(sorted.get(k));
                    k++) {
                if (overlap(sorted.get(i).name(), sorted.get(k).name())
                        || overlap(sorted.get(k).name(), sorted.get(i).name())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new LiteralTokens(sorted));
    }

    /** Takes a text apart, in order. */
    List<Fragment> split(String text) {
        List<Fragment> fragments = List.of(new Fragment.Text(text));
        for (Entry entry : longestFirst) {
            List<Fragment> next = new ArrayList<>();
            for (Fragment fragment : fragments) {
                switch (fragment) {
                    case Fragment.Token token -> next.add(token);
                    case Fragment.Text(String part) -> split(part, entry, next);
                }
            }
            fragments = next;
        }
        return fragments;
    }

    private static void split(String text, Entry entry, List<Fragment> fragments) {
        int start = 0;
        for (int found = text.indexOf(entry.name());
                found >= 0;
                found = text.indexOf(entry.name(), start)) {
            if (found > start) {
                fragments.add(new Fragment.Text(text.substring(start, found)));
            }
            fragments.add(new Fragment.Token(entry.id()));
            start = found + entry.name().length();
        }
        if (start < text.length()) {
            fragments.add(new Fragment.Text(text.substring(start)));
        }
    }

    private static boolean overlap(String left, String right) {
        for (int length = 1; length < Math.min(left.length(), right.length()); length++) {
            if (left.endsWith(right.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    private static int bytes(Entry entry) {
        return entry.name().getBytes(StandardCharsets.UTF_8).length;
    }
}
