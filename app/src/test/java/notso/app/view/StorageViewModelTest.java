package notso.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.app.answer.ServiceEvent;
import notso.app.conversation.store.StoreNotice;
import notso.app.view.StorageViewModel.Note;
import notso.app.view.StorageViewModel.Stay;
import notso.app.view.look.Texts;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

class StorageViewModelTest {

    private static final Path FOLDER = Path.of("conversations");

    private final StorageViewModel storage = new StorageViewModel(new Texts(Locale.ENGLISH));

    @Test
    void whatIsNotSavedStandsUntilItIsSavedAgain() {
        tell(new StoreNotice.NotSaved(FOLDER, true, "No space left on device"));
        tell(new StoreNotice.NotSaved(FOLDER, true, "No space left on device"));
        assertEquals(List.of(Stay.STANDING), stays());
        assertEquals(
                "The disk is full: conversations cannot be written. The conversation goes on in"
                        + " memory, and is saved as soon as there is room.",
                storage.notes().getFirst().sentence());
        tell(new StoreNotice.SavedAgain());
        assertEquals(
                List.of(new Note("Everything is saved again.", Stay.PASSING)), storage.notes());
        tell(new StoreNotice.NotSaved(FOLDER, false, "Read-only file system"));
        assertEquals(
                List.of(
                        new Note(
                                "conversations cannot be written (Read-only file system). The"
                                        + " conversation goes on in memory, and is saved as soon"
                                        + " as that works again.",
                                Stay.STANDING)),
                storage.notes());
    }

    @Test
    void whatWasFoundStaysUntilItIsRead() {
        tell(new StoreNotice.SetAside(FOLDER.resolve("a.jsonl"), Path.of("a.broken"), 1));
        tell(new StoreNotice.SetAside(FOLDER.resolve("b.jsonl"), Path.of("b.broken"), 1200));
        tell(new StoreNotice.TooNew(FOLDER.resolve("c.jsonl"), 7));
        tell(new StoreNotice.SavedAgain());
        assertEquals(
                List.of(
                        "The conversation file a.jsonl was damaged: one change could not be read."
                                + " What could be read is here; the original is kept as a.broken.",
                        "The conversation file b.jsonl was damaged: 1,200 changes could not be"
                                + " read. What could be read is here; the original is kept as"
                                + " b.broken.",
                        "The conversation file c.jsonl is of a later version of NotSo SmolLM3"
                                + " (format 7) and was left as it is.",
                        "Everything is saved again."),
                storage.notes().stream().map(Note::sentence).toList());
        storage.dismiss(storage.notes().getFirst());
        assertEquals(List.of(Stay.DISMISSABLE, Stay.DISMISSABLE, Stay.PASSING), stays());
    }

    private List<Stay> stays() {
        return storage.notes().stream().map(Note::stay).toList();
    }

    private void tell(StoreNotice notice) {
        storage.accept(List.of(new ServiceEvent.OfStore(notice)));
    }
}
