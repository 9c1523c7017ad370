package notso.app.view.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

import notso.app.answer.ServiceEvent;
import notso.app.conversation.store.StoreNotice;
import notso.app.view.StorageViewModel;
import notso.app.view.look.Texts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.framework.junit5.ApplicationTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

@Timeout(60)
class StorageBarTest extends ApplicationTest {

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final StorageViewModel storage = new StorageViewModel(texts);
    private StorageBar bar;

    @Override
    public void start(Stage stage) {
        bar = new StorageBar(storage, texts);
        stage.setScene(new Scene(bar, 600, 200));
        stage.show();
    }

    @Test
    void whatIsWrongNowComesBeforeWhatWasFound() {
        assertFalse(bar.isVisible());
        tell(new StoreNotice.SetAside(Path.of("a.jsonl"), Path.of("a.broken"), 1));
        assertTrue(sentence().startsWith("The conversation file a.jsonl"), sentence());
        tell(new StoreNotice.NotSaved(Path.of("folder"), true, ""));
        assertTrue(sentence().startsWith("The disk is full"), sentence());
        assertTrue(lookup(".icon-button").tryQuery().isEmpty(), "it goes by itself");
        tell(new StoreNotice.SavedAgain());
        assertEquals("Everything is saved again.", sentence());
        interact(() -> storage.dismiss(storage.notes().getLast()));
        clickOn(".icon-button");
        assertFalse(bar.isVisible());
    }

    private String sentence() {
        return lookup(".storage-row .label").queryAs(Label.class).getText();
    }

    private void tell(StoreNotice notice) {
        interact(() -> storage.accept(List.of(new ServiceEvent.OfStore(notice))));
    }
}
