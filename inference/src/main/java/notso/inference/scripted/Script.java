package notso.inference.scripted;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a scripted engine says.
 *
 * @param turns the answers; one with keywords is given when the user's text holds any of them, the
 *     others take their turns, over and over, when no keyword fits
 */
public record Script(List<Turn> turns) {

    /**
     * One answer.
     *
     * @param keywords words or phrases that call for it, in lower case
     * @param answer what the engine generates; {@code <think>} and the call tags are its tokens
     */
    public record Turn(Set<String> keywords, String answer) {
        public Turn {
            keywords = Set.copyOf(keywords);
        }

        private boolean fits(String userText) {
            return keywords.stream().anyMatch(keyword -> holds(userText, keyword));
        }

        private static boolean holds(String text, String keyword) {
            return Pattern.compile("(?<!\\w)" + Pattern.quote(keyword) + "(?!\\w)")
                    .matcher(text)
                    .find();
        }
    }

    private static final String HEADING = "@@";

    public Script {
        turns = List.copyOf(turns);
        if (turns.stream().allMatch(turn -> !turn.keywords.isEmpty())) {
            throw new EngineException(
                    new Problem.InvalidValue(
                            "script",
                            turns.size() + " answers with keywords",
                            "a list with at least one answer for everything else"));
        }
    }

    /** Gives these answers in turn, whatever is said. */
    public static Script of(String... answers) {
        return new Script(
                Arrays.stream(answers).map(answer -> new Turn(Set.of(), answer)).toList());
    }

    /** The demo that runs where there is no model. */
    public static Script demo() {
        try (InputStream in =
                Objects.requireNonNull(Script.class.getResourceAsStream("demo-script.md"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a script: each line {@code @@ keyword, keyword} begins an answer, which goes on to the
     * next such line. What stands before the first is a comment.
     */
    public static Script parse(String text) {
        List<Turn> turns = new ArrayList<>();
        Set<String> keywords = Set.of();
        StringBuilder answer = new StringBuilder();
        boolean begun = false;
        for (String line : text.lines().toList()) {
            if (!line.startsWith(HEADING)) {
                answer.append(line).append('\n');
                continue;
            }
            if (begun) {
                turns.add(new Turn(keywords, answer.toString().strip()));
            }
            begun = true;
            keywords = keywords(line.substring(HEADING.length()));
            answer.setLength(0);
        }
        if (begun) {
            turns.add(new Turn(keywords, answer.toString().strip()));
        }
        return new Script(turns);
    }

    /**
     * The answer to a user's text.
     *
     * @param unmatched how many texts before this one had no keyword
     */
    Reply reply(String userText, int unmatched) {
        String lower = userText.toLowerCase(Locale.ROOT);
        return turns.stream()
                .filter(turn -> turn.fits(lower))
                .findFirst()
                .map(turn -> new Reply(turn.answer, true))
                .orElseGet(
                        () -> {
                            List<Turn> others =
                                    turns.stream().filter(t -> t.keywords.isEmpty()).toList();
                            return new Reply(others.get(unmatched % others.size()).answer, false);
                        });
    }

    /** An answer, and whether a keyword called for it. */
    record Reply(String answer, boolean byKeyword) {}

    private static Set<String> keywords(String list) {
        Set<String> keywords = new LinkedHashSet<>();
        for (String keyword : list.split(",")) {
            if (!keyword.isBlank()) {
                keywords.add(keyword.strip().toLowerCase(Locale.ROOT));
            }
        }
        return keywords;
    }
}
