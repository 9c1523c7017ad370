package notso.app.conversation.foreign;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;

/** A piece of a message, as the file's own fields tell it. */
sealed interface Part {

    record Text(String text) implements Part {}

    record Reasoning(String text) implements Part {}

    record Call(Answer.ToolUse use) implements Part {}

    /** What a tool answered, most often in a message of its own. */
    record Result(String tool, String text) implements Part {}

    record File(Attachment attachment) implements Part {}
}
