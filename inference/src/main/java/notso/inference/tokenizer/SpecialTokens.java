package notso.inference.tokenizer;

import notso.inference.Prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a vocabulary that have a name instead of being a piece of text, such as {@code
 * <|im_end|>}.
 *
 * <p>{@link #split} is where foreign text loses its power: a name counts only in {@link
 * Prompt.Segment.Markup}. Ordinary text of neighbouring segments is joined before it is tokenized,
 * so that a harmless prompt gives the same ids as the reference tokenizers give for its whole text.
 * A name that is left in ordinary text is cut after its first character, because tokenizers
 * recognise some names whatever they are told.
 */
public final class SpecialTokens {

    /** A token with a name. */
    public record Entry(int id, String name) {}

    /** A part of a prompt: a token, or text that has none. */
    public sealed interface Fragment {
        record Token(int id) implements Fragment {}

        record Text(String text) implements Fragment {}
    }

    /** Names by their first character, the longest first. */
    private final Map<Character, List<Entry>> byFirst = new HashMap<>();

    private final Map<Integer, String> names = new HashMap<>();

    /** Names of one character or of white space alone are text like any other and are left out. */
    public SpecialTokens(List<Entry> entries) {
        for (Entry entry : entries) {
            if (isName(entry.name())) {
                names.put(entry.id(), entry.name());
                byFirst.computeIfAbsent(entry.name().charAt(0), _ -> new ArrayList<>()).add(entry);
            }
        }
        Comparator<Entry> longestFirst =
                Comparator.comparingInt((Entry entry) -> entry.name().length()).reversed();
        byFirst.values().forEach(list -> list.sort(longestFirst));
    }

    /** Whether a token of this text can be told from text. */
    static boolean isName(String text) {
        return text.codePointCount(0, text.length()) > 1 && !text.isBlank();
    }

    public boolean contains(int id) {
        return names.containsKey(id);
    }

    /** The name of a special token, empty for any other. */
    public Optional<String> name(int id) {
        return Optional.ofNullable(names.get(id));
    }

    /** The id of a special token. */
    public Optional<Integer> id(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : at(name, 0).filter(entry -> entry.name().equals(name)).map(Entry::id);
    }

    /** Takes a prompt apart, in order; no text is empty. */
    public List<Fragment> split(Prompt prompt) {
        List<Fragment> fragments = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Prompt.Segment segment : prompt.segments()) {
            switch (segment) {
                case Prompt.Segment.Markup(String markup) -> readMarkup(markup, text, fragments);
                case Prompt.Segment.Plain(String plain) -> text.append(plain);
                case Prompt.Segment.Tokens(List<Integer> ids) -> {
                    flush(text, fragments);
                    ids.forEach(id -> fragments.add(new Fragment.Token(id)));
                }
            }
        }
        flush(text, fragments);
        return fragments;
    }

    private void readMarkup(String markup, StringBuilder text, List<Fragment> fragments) {
        int position = 0;
        while (position < markup.length()) {
            Optional<Entry> found = at(markup, position);
            if (found.isPresent()) {
                flush(text, fragments);
                fragments.add(new Fragment.Token(found.get().id()));
                position += found.get().name().length();
            } else {
                text.append(markup.charAt(position++));
            }
        }
    }

    /** Ends the current run of text; every name that it still contains is cut in two. */
    private void flush(StringBuilder text, List<Fragment> fragments) {
        String run = text.toString();
        text.setLength(0);
        int start = 0;
        for (int i = 0; i < run.length(); i++) {
            if (at(run, i).isPresent()) {
                int end = run.offsetByCodePoints(i, 1);
                fragments.add(new Fragment.Text(run.substring(start, end)));
                start = end;
            }
        }
        if (start < run.length()) {
            fragments.add(new Fragment.Text(run.substring(start)));
        }
    }

    private Optional<Entry> at(String text, int position) {
        for (Entry entry : byFirst.getOrDefault(text.charAt(position), List.of())) {
            if (text.startsWith(entry.name(), position)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
