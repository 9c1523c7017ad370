package notso.app.view;

import notso.app.view.transcript.Transcript;
import notso.app.view.transcript.TranscriptItem.Notice;

import java.util.Optional;

/** Says once why there is no model: below all messages, unless an answer tells already. */
final class FailedLoadNotice {

    private final ModelViewModel model;
    private final Transcript transcript;
    private Optional<Notice> shown = Optional.empty();

    FailedLoadNotice(ModelViewModel model, Transcript transcript) {
        this.model = model;
        this.transcript = transcript;
    }

    /** The transcript has been cleared. */
    void forget() {
        shown = Optional.empty();
    }

    /**
     * Shows it or takes it away.
     *
     * @param answering then the answer will tell
     */
    void update(boolean answering) {
        Optional<ModelViewModel.FailedLoad> failed =
                model.failedLoad().filter(load -> !answering && !isSaid(load.sentence()));
        if (failed.map(ModelViewModel.FailedLoad::sentence).equals(shown.map(Notice::sentence))) {
            return;
        }
        shown.ifPresent(transcript::remove);
        shown =
                failed.map(
                        load ->
                                Notice.of(
                                        load.sentence(),
                                        Notice.Kind.RETRY,
                                        () -> model.open(load::choice)));
        shown.ifPresent(transcript::add);
    }

    private boolean isSaid(String sentence) {
        return transcript.items().stream()
                .filter(item -> shown.filter(item::equals).isEmpty())
                .anyMatch(item -> item instanceof Notice(String said, _) && said.equals(sentence));
    }
}
