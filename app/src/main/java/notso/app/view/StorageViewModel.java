package notso.app.view;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import notso.app.answer.ServiceEvent;
import notso.app.conversation.store.StoreNotice;
import notso.app.settings.SettingsNotice;
import notso.app.view.look.Texts;

import java.util.List;

/** What there is to say of the disk, whichever session is shown. For one thread. */
public final class StorageViewModel {

    /** How long something is to be read. */
    public enum Stay {
        /** For as long as it is true. */
        STANDING,
        /** Until a person has read it. */
        DISMISSABLE,
        /** A few seconds. */
        PASSING
    }

    /** One thing to say. */
    public record Note(String sentence, Stay stay) {}

    private final Texts texts;
    private final ObservableList<Note> notes = FXCollections.observableArrayList();
    private final ObservableList<Note> readOnly = FXCollections.unmodifiableObservableList(notes);

    public StorageViewModel(Texts texts) {
        this.texts = texts;
    }

    /** Oldest first; read-only. */
    public ObservableList<Note> notes() {
        return readOnly;
    }

    /** Takes a note away that has been read. */
    public void dismiss(Note note) {
        notes.remove(note);
    }

    /** Takes what the service tells, in order. */
    public void accept(List<ServiceEvent> events) {
        for (ServiceEvent event : events) {
            if (event instanceof ServiceEvent.OfStore(StoreNotice notice)) {
                accept(notice);
            }
        }
    }

    /** Something went wrong that nobody expected. */
    public void report(String sentence) {
        notes.add(new Note(sentence, Stay.DISMISSABLE));
    }

    /** Something is wrong with the file of settings. */
    public void tell(SettingsNotice notice) {
        notes.add(new Note(SettingsSentences.of(notice, texts), Stay.DISMISSABLE));
    }

    private void accept(StoreNotice notice) {
        Note note = new Note(StoreSentences.of(notice, texts), stay(notice));
        if (note.stay() != Stay.DISMISSABLE) {
            notes.removeIf(other -> other.stay() != Stay.DISMISSABLE);
        }
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    private static Stay stay(StoreNotice notice) {
        return switch (notice) {
            case StoreNotice.NotSaved _ -> Stay.STANDING;
            case StoreNotice.SavedAgain _ -> Stay.PASSING;
            case StoreNotice.SetAside _, StoreNotice.TooNew _ -> Stay.DISMISSABLE;
        };
    }
}
