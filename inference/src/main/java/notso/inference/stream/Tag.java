package notso.inference.stream;

import notso.inference.stream.AnswerPart.ToolCall;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The tags by which a model divides its answer. */
enum Tag {
    THINK("<think>"),
    END_THINK("</think>"),
    TOOL_CALL("<tool_call>"),
    END_TOOL_CALL("</tool_call>"),
    CODE("<code>"),
    END_CODE("</code>");

    private final String text;

    Tag(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static Optional<Tag> of(String text) {
        return Arrays.stream(values()).filter(tag -> tag.text.equals(text)).findFirst();
    }

    /** The kind of call that this tag opens, if it is among those expected. */
    Optional<ToolCall.Kind> opens(Set<ToolCall.Kind> expected) {
        return kind().filter(_ -> this == TOOL_CALL || this == CODE).filter(expected::contains);
    }

    boolean closes(ToolCall.Kind kind) {
        return (this == END_TOOL_CALL || this == END_CODE) && kind().equals(Optional.of(kind));
    }

    /** Whether it is a tag at all, where only these calls are expected. */
    boolean isKnown(Set<ToolCall.Kind> expected) {
        return kind().isEmpty() || kind().filter(expected::contains).isPresent();
    }

    private Optional<ToolCall.Kind> kind() {
        return switch (this) {
            case THINK, END_THINK -> Optional.empty();
            case TOOL_CALL, END_TOOL_CALL -> Optional.of(ToolCall.Kind.JSON);
            case CODE, END_CODE -> Optional.of(ToolCall.Kind.PYTHON);
        };
    }
}
