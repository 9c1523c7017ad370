package notso.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model is asked to continue: an ordered list of segments.
 *
 * <p>The segments keep apart what a chat template wrote, in which {@code <|im_end|>} ends a turn,
 * from what people and files wrote, in which it is nothing but ten characters.
 *
 * @param segments in reading order
 */
public record Prompt(List<Segment> segments) {

    /** A run of prompt text, or of token ids, of one origin. */
    public sealed interface Segment {

        /** Text in which the names of special tokens stand for those tokens. */
        record Markup(String text) implements Segment {}

        /** Text of foreign origin, in which the names of special tokens mean nothing. */
        record Plain(String text) implements Segment {}

        /** Tokens that need no further translation; used for measurements and comparisons. */
        record Tokens(List<Integer> ids) implements Segment {
            public Tokens {
                ids = List.copyOf(ids);
            }
        }
    }

    public Prompt {
        segments = List.copyOf(segments);
    }

    public static Prompt markup(String text) {
        return new Prompt(List.of(new Segment.Markup(text)));
    }

    public static Prompt plain(String text) {
        return new Prompt(List.of(new Segment.Plain(text)));
    }

    public static Prompt tokens(List<Integer> ids) {
        return new Prompt(List.of(new Segment.Tokens(ids)));
    }

    /** The text of all segments in one string; token segments have none. */
    public String text() {
        return segments.stream()
                .map(
                        segment ->
                                switch (segment) {
                                    case Segment.Markup(String text) -> text;
                                    case Segment.Plain(String text) -> text;
                                    case Segment.Tokens _ -> "";
                                })
                .collect(Collectors.joining());
    }

    /** Collects segments, joining neighbours of the same kind and dropping empty ones. */
    public static final class Builder {

        private final List<Segment> segments = new ArrayList<>();

        public Builder markup(String text) {
            if (text.isEmpty()) {
                return this;
            }
            if (!segments.isEmpty() && segments.getLast() instanceof Segment.Markup(String last)) {
                segments.set(segments.size() - 1, new Segment.Markup(last + text));
            } else {
                segments.add(new Segment.Markup(text));
            }
            return this;
        }

        public Builder plain(String text) {
            if (text.isEmpty()) {
                return this;
            }
            if (!segments.isEmpty() && segments.getLast() instanceof Segment.Plain(String last)) {
                segments.set(segments.size() - 1, new Segment.Plain(last + text));
            } else {
                segments.add(new Segment.Plain(text));
            }
            return this;
        }

        public Prompt build() {
            return new Prompt(segments);
        }
    }
}
