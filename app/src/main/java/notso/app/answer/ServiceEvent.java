package notso.app.answer;

import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.Problem;
import notso.inference.stream.AnswerEvent;

/** What happens to the model and to the one question that is open, in order. */
public sealed interface ServiceEvent {

    /** A model is being loaded. */
    record Loading(ModelChoice choice, LoadProgress progress) implements ServiceEvent {}

    /**
     * It can be asked.
     *
     * @param isDemo true if answers come from a script, whatever was chosen
     */
    record Loaded(ModelChoice choice, ModelInfo info, boolean isDemo) implements ServiceEvent {}

    /** There is no model now, because this one could not be loaded or its loading was stopped. */
    record LoadFailed(ModelChoice choice, Problem problem) implements ServiceEvent {}

    /** The open question is being answered; {@link AnswerEvent.Finished} closes it. */
    record Answering(AnswerEvent event) implements ServiceEvent {}

    /** The open question got no whole answer; closes it. */
    record AnswerFailed(Problem problem) implements ServiceEvent {}
}
