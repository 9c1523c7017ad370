package notso.inference.cli.chat;

import notso.inference.Prompt;
import notso.inference.Prompt.Segment;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerFormat.Beginning;

/**
 * Asks for more of an answer: the prompt ends within the model's turn.
 *
 * @param beginning where in the turn it ends
 */
record Continuation(Prompt prompt, Beginning beginning) {

    private static final String OPEN = "<think>\n";
    private static final String CLOSE = "\n</think>\n";

    /**
     * @param asked the prompt for a new answer to the same question
     * @param begun what there is of the answer
     */
    static Continuation of(Prompt asked, Reply begun) {
        boolean opened = AnswerFormat.beginningAfter(asked) == Beginning.THINKING;
        boolean hasThought = endsWithBlock(asked);
        Prompt.Builder prompt = copy(asked);
        if (!begun.reasoning().isBlank() && !hasThought) {
            prompt.markup(opened ? "" : OPEN).plain(begun.reasoning());
            if (begun.text().isEmpty()) {
                return new Continuation(prompt.build(), Beginning.THINKING);
            }
            prompt.markup(CLOSE);
        } else if (opened) {
            prompt.markup(CLOSE);
        }
        prompt.plain(begun.text());
        return new Continuation(
                prompt.build(), begun.text().isEmpty() ? Beginning.TURN : Beginning.ANSWER);
    }

    /** Whether the template itself wrote a think block, to say that there is no thinking. */
    private static boolean endsWithBlock(Prompt prompt) {
        return !prompt.segments().isEmpty()
                && prompt.segments().getLast() instanceof Segment.Markup(String text)
                && text.stripTrailing().endsWith("</think>");
    }

    private static Prompt.Builder copy(Prompt prompt) {
        Prompt.Builder builder = new Prompt.Builder();
        for (Segment segment : prompt.segments()) {
            switch (segment) {
                case Segment.Markup(String text) -> builder.markup(text);
                case Segment.Plain(String text) -> builder.plain(text);
                case Segment.Tokens _ ->
                        throw new IllegalArgumentException("a template writes no bare tokens");
            }
        }
        return builder;
    }
}
