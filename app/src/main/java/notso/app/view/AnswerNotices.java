package notso.app.view;

import notso.app.conversation.Answer;
import notso.app.view.look.Texts;
import notso.app.view.transcript.TranscriptItem.Notice;
import notso.inference.FinishReason;

import java.util.Optional;

/** What is to be said of an answer that did not end as one would wish. */
final class AnswerNotices {

    private final Texts texts;

    AnswerNotices(Texts texts) {
        this.texts = texts;
    }

    /**
     * @param goOn has more of the answer made, or all of it where there is nothing yet
     */
    Optional<Notice> of(Answer answer, Runnable goOn) {
        Notice.Kind kind = answer.isBlank() ? Notice.Kind.RETRY : Notice.Kind.CONTINUE;
        return answer.end()
                .flatMap(
                        end ->
                                switch (end) {
                                    case Answer.End.Failed(String sentence) ->
                                            Optional.of(Notice.of(sentence, kind, goOn));
                                    case Answer.End.Interrupted _ ->
                                            notice("notice.interrupted", kind, goOn);
                                    case Answer.End.Finished(FinishReason reason) ->
                                            finished(reason, goOn);
                                });
    }

    private Optional<Notice> finished(FinishReason reason, Runnable goOn) {
        return switch (reason) {
            case CONTEXT_FULL -> Optional.of(Notice.of(texts.get("notice.context-full")));
            case LENGTH -> notice("notice.length", Notice.Kind.CONTINUE, goOn);
            case END_OF_TURN, STOP_TEXT, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Notice> notice(String key, Notice.Kind kind, Runnable task) {
        return Optional.of(Notice.of(texts.get(key), kind, task));
    }
}
