package notso.app.view.transcript;

import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;

import java.util.List;
import java.util.Optional;

/** One entry of the transcript. */
public sealed interface TranscriptItem
        permits TranscriptItem.Asked,
                TranscriptItem.Info,
                TranscriptItem.Notice,
                TranscriptItem.CutLine,
                AnswerViewModel {

    /**
     * Where a turn stands among those that follow the same one.
     *
     * @param index from 0
     * @param count 1 where there is no fork
     */
    record Branch(int index, int count) {

        public static final Branch ONLY = new Branch(0, 1);
    }

    /** What a person wrote. */
    record Asked(Message.Question question, Branch branch) implements TranscriptItem {

        public String text() {
            return question.text();
        }

        public List<String> attachmentNames() {
            return question.attachments().stream().map(Attachment::name).toList();
        }
    }

    /** The model sees nothing of what stands above. */
    record CutLine(MessageId firstKept) implements TranscriptItem {}

    /** What the application itself has to say, as a command asked it. */
    record Info(String text) implements TranscriptItem {}

    /**
     * Something went wrong.
     *
     * @param sentence says what, and what to do
     * @param action what the button does, where there is one
     */
    record Notice(String sentence, Optional<Action> action) implements TranscriptItem {

        /** What can be done about it. */
        public record Action(Kind kind, Runnable task) {}

        /** What the button says. */
        public enum Kind {
            RETRY,
            CONTINUE
        }

        /** The same when nothing can be done about it any more. */
        Notice withoutAction() {
            return of(sentence);
        }

        public static Notice of(String sentence) {
            return new Notice(sentence, Optional.empty());
        }

        public static Notice of(String sentence, Kind kind, Runnable task) {
            return new Notice(sentence, Optional.of(new Action(kind, task)));
        }
    }
}
