package notso.inference.scripted;

import notso.inference.GenerationEvent.Token;
import notso.inference.Prompt;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into pieces about as long as a model's tokens. The pieces together are the text. */
final class WordTokenizer {

    /** Number of ids. */
    static final int VOCABULARY = 1 << 17;

    private static final List<String> SPECIAL =
            List.of(
                    "<|im_start|>",
                    "<|im_end|>",
                    "<think>",
                    "</think>",
                    "<tool_call>",
                    "</tool_call>",
                    "<code>",
                    "</code>");
    private static final Pattern MARKUP = Pattern.compile(String.join("|", quoted()));
    private static final Pattern WORD =
            Pattern.compile("\\h?[\\p{L}\\p{M}]{1,7}|\\h?\\p{N}{1,3}|\\s{1,32}|.", Pattern.DOTALL);

    private WordTokenizer() {}

    /** The tokens of a text in which special tokens are parsed. */
    static List<Token> markup(String text) {
        return List.of(MARKUP.splitWithDelimiters(text, 0)).stream()
                .flatMap(
                        part ->
                                SPECIAL.contains(part)
                                        ? List.of(new Token(SPECIAL.indexOf(part), part, true))
                                                .stream()
                                        : plain(part).stream())
                .toList();
    }

    /** The tokens of a text in which special tokens mean nothing. */
    static List<Token> plain(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(piece -> new Token(id(piece), piece, false))
                .toList();
    }

    static int[] ids(Prompt prompt) {
        return prompt.segments().stream()
                .flatMapToInt(
                        segment ->
                                switch (segment) {
                                    case Prompt.Segment.Markup(String text) ->
                                            markup(text).stream().mapToInt(Token::id);
                                    case Prompt.Segment.Plain(String text) ->
                                            plain(text).stream().mapToInt(Token::id);
                                    case Prompt.Segment.Tokens(List<Integer> ids) ->
                                            ids.stream().mapToInt(Integer::intValue);
                                })
                .toArray();
    }

    private static int id(String piece) {
        return SPECIAL.size() + Math.floorMod(piece.hashCode(), VOCABULARY - SPECIAL.size());
    }

    private static List<String> quoted() {
        return SPECIAL.stream().map(Pattern::quote).toList();
    }
}
