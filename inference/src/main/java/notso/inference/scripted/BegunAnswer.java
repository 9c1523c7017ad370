package notso.inference.scripted;

import notso.inference.Prompt;
import notso.inference.Prompt.Segment;

import java.util.List;
import java.util.Optional;

/**
 * An answer that a prompt asks to go on with.
 *
 * @param question what it answers
 * @param text what there is of it, or of its thinking
 */
record BegunAnswer(String question, String text) {

    private static final String USER_TURN = "<|im_start|>user\n";
    private static final String ANSWER_TURN = "<|im_start|>assistant\n";

    /** Empty for a prompt that ends in markup, as one for a new answer does. */
    static Optional<BegunAnswer> of(Prompt prompt) {
        List<Segment> segments = prompt.segments();
        int turn = segments.size() - 1;
        while (turn > 0 && !begins(segments.get(turn), ANSWER_TURN)) {
            turn--;
        }
        if (turn < 2
                || !(segments.getLast() instanceof Segment.Plain(String text))
                || !(segments.get(turn - 1) instanceof Segment.Plain(String question))
                || !begins(segments.get(turn - 2), USER_TURN)) {
            return Optional.empty();
        }
        return Optional.of(new BegunAnswer(question, text));
    }

    private static boolean begins(Segment segment, String turn) {
        return segment instanceof Segment.Markup(String text) && text.contains(turn);
    }
}
