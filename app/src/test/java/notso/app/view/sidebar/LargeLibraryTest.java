package notso.app.view.sidebar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import notso.app.answer.ServiceEvent;
import notso.app.answer.Workbench;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;
import notso.app.engine.FakeEngine;
import notso.app.view.look.Texts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** However many conversations there are, the list costs what is seen of it. */
@Timeout(60)
class LargeLibraryTest extends ApplicationTest {

    private static final int SESSIONS = 2000;
    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

    @TempDir static Path home;

    private Workbench bench;
    private LibraryViewModel library;

    @Override
    public void start(Stage stage) {
        Texts texts = new Texts(Locale.ENGLISH);
        bench = new Workbench(home, new FakeEngine(), _ -> {});
        library =
                new LibraryViewModel(
                        bench.library(), _ -> {}, texts, InstantSource.fixed(NOW), ZoneOffset.UTC);
        stage.setScene(new Scene(new SidebarView(library, () -> {}, () -> {}, texts), 272, 700));
        stage.show();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void twoThousandConversationsAreAScreenfulOfCells() {
        interact(() -> list(SESSIONS));
        interact(() -> {});
        ListView<?> list = lookup("#session-list").queryAs(ListView.class);
        assertTrue(list.getItems().size() > SESSIONS);
        assertTrue(cells() <= 24, "cells: " + cells());
        interact(list::requestFocus);
        push(KeyCode.END);
        interact(() -> {});
        assertTrue(cells() <= 24, "cells: " + cells());
        assertEquals(
                SESSIONS - 1 + "",
                ((SidebarRow.Chat) list.getSelectionModel().getSelectedItem())
                        .title()
                        .substring("Session ".length()));
        push(KeyCode.PAGE_UP).push(KeyCode.UP).push(KeyCode.HOME);
        assertEquals(1, list.getSelectionModel().getSelectedIndex(), "the first under a heading");
    }

    private int cells() {
        return lookup(".session-cell").queryAll().size();
    }

    private void list(int count) {
        List<SessionSummary> sessions =
                IntStream.range(0, count)
                        .mapToObj(
                                i -> {
                                    Instant at = NOW.minusSeconds(i * 600L);
                                    return new SessionSummary(
                                            new SessionId("s" + i),
                                            new Title("Session " + i, Title.Source.WORDS),
                                            at,
                                            at,
                                            false,
                                            2);
                                })
                        .toList();
        library.accept(List.of(new ServiceEvent.Listed(sessions)));
    }
}
