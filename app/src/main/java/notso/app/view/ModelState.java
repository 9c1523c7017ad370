package notso.app.view;

import notso.inference.LoadProgress;
import notso.inference.ModelInfo;

/** What the header says about the model. */
public sealed interface ModelState {

    /** Nothing is loaded, and nothing went wrong. */
    record Absent() implements ModelState {}

    /** It is on its way. */
    record Loading(LoadProgress progress) implements ModelState {}

    /** It can be asked. */
    record Ready(ModelInfo info) implements ModelState {}

    /** It cannot be had; a notice in the transcript says why. */
    record Failed() implements ModelState {}
}
