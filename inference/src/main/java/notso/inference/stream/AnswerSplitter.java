package notso.inference.stream;

import notso.inference.stream.AnswerFormat.Beginning;
import notso.inference.stream.AnswerFormat.Tags;
import notso.inference.stream.AnswerPart.ToolCall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells thinking, answer and tool calls apart in a stream of token texts.
 *
 * <p>Newlines next to a tag and at the start of a turn belong to the tag, not to the text; an empty
 * think block leaves no trace. A think block that never closes is thinking to its end. A call that
 * never closes becomes a {@link ToolCall} that says so. Within a call everything but its own
 * closing tag is its body. A tag that means nothing where it stands is dropped if it is a special
 * token, and kept if it is text. A call that opens within thinking ends the thinking if its tag is
 * a special token; as text it is a thought about calls.
 */
public final class AnswerSplitter {

    private enum State {
        THINKING,
        ANSWER,
        CALL
    }

    private final AnswerFormat format;
    private final TextFinder tagFinder;

    private State state;
    private boolean blank;
    private final StringBuilder trailingNewlines = new StringBuilder();
    private ToolCall.Kind callKind = ToolCall.Kind.JSON;
    private final StringBuilder callBody = new StringBuilder();
    private List<AnswerPart> parts = new ArrayList<>();

    public AnswerSplitter(AnswerFormat format) {
        this.format = format;
        this.state = format.beginning() == Beginning.THINKING ? State.THINKING : State.ANSWER;
        this.blank = format.beginning() != Beginning.ANSWER;
        List<String> tags = new ArrayList<>();
        if (format.tags() == Tags.TEXT) {
            for (Tag tag : Tag.values()) {
                tags.add(tag.text());
            }
        }
        this.tagFinder = new TextFinder(tags);
    }

    /**
     * Takes one token's text.
     *
     * @param special whether it is a special token, not text that looks like one
     */
    public List<AnswerPart> accept(String text, boolean special) {
        switch (format.tags()) {
            case SPECIAL_TOKENS -> {
                Optional<Tag> tag = special ? Tag.of(text) : Optional.empty();
                tag.ifPresentOrElse(this::tag, () -> text(text));
            }
            case TEXT -> findTags(text);
        }
        return take();
    }

    /** What was held back, when no more comes. */
    public List<AnswerPart> finish() {
        text(tagFinder.finish());
        if (state == State.CALL) {
            endCall(false);
        } else if (!blank) {
            emit(trailingNewlines.toString());
        }
        return take();
    }

    /** Whether the stream is within a think block. */
    public boolean isThinking() {
        return state == State.THINKING;
    }

    private void findTags(String text) {
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            Optional<Tag> tag = tagFinder.accept(text.charAt(i), passed).flatMap(Tag::of);
            if (tag.isPresent()) {
                text(passed.toString());
                passed.setLength(0);
                tag(tag.get());
            }
        }
        text(passed.toString());
    }

    private void tag(Tag tag) {
        Optional<ToolCall.Kind> call = tag.opens(format.calls());
        switch (state) {
            case THINKING -> {
                if (tag == Tag.END_THINK) {
                    begin(State.ANSWER);
                } else if (call.isPresent() && format.tags() == Tags.SPECIAL_TOKENS) {
                    beginCall(call.get());
                } else {
                    meaningless(tag);
                }
            }
            case ANSWER -> {
                if (tag == Tag.THINK) {
                    begin(State.THINKING);
                } else if (call.isPresent()) {
                    beginCall(call.get());
                } else {
                    meaningless(tag);
                }
            }
            case CALL -> {
                if (tag.closes(callKind)) {
                    endCall(true);
                } else {
                    callBody.append(tag.text());
                }
            }
        }
    }

    private void begin(State next) {
        state = next;
        blank = true;
        trailingNewlines.setLength(0);
    }

    private void beginCall(ToolCall.Kind kind) {
        begin(State.CALL);
        callKind = kind;
    }

    private void endCall(boolean closed) {
        parts.add(new ToolCall(callKind, callBody.toString().strip(), closed));
        callBody.setLength(0);
        begin(State.ANSWER);
    }

    private void meaningless(Tag tag) {
        if (format.tags() == Tags.TEXT || !tag.isKnown(format.calls())) {
            text(tag.text());
        }
    }

    private void text(String text) {
        if (state == State.CALL) {
            callBody.append(text);
            return;
        }
        int from = 0;
        while (blank && from < text.length() && isNewline(text.charAt(from))) {
            from++;
        }
        int to = text.length();
        while (to > from && isNewline(text.charAt(to - 1))) {
            to--;
        }
        if (to > from) {
            blank = false;
            emit(trailingNewlines + text.substring(from, to));
            trailingNewlines.setLength(0);
        }
        trailingNewlines.append(text, to, text.length());
    }

    private void emit(String text) {
        if (!text.isEmpty()) {
            parts.add(
                    state == State.THINKING
                            ? new AnswerPart.Thinking(text)
                            : new AnswerPart.Answer(text));
        }
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    private List<AnswerPart> take() {
        List<AnswerPart> taken = List.copyOf(parts);
        parts = new ArrayList<>();
        return taken;
    }
}
