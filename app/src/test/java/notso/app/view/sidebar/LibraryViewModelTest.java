package notso.app.view.sidebar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import notso.app.answer.ServiceEvent;
import notso.app.answer.Workbench;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;
import notso.app.engine.FakeEngine;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.SidebarRow.Chat;
import notso.app.view.sidebar.SidebarRow.Group;
import notso.app.view.sidebar.SidebarRow.Heading;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

class LibraryViewModelTest {

    private static final Instant NOW = Instant.parse("2026-03-14T01:00:00Z");

    @TempDir Path home;

    private Workbench bench;
    private LibraryViewModel library;

    @BeforeEach
    void open() {
        bench = new Workbench(home, new FakeEngine(), _ -> {});
        library =
                new LibraryViewModel(
                        bench.library(),
                        _ -> {},
                        new Texts(Locale.ENGLISH),
                        InstantSource.fixed(NOW),
                        ZoneId.of("Europe/Berlin"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14T00:59:59Z, TODAY",
        "2026-03-13T23:00:00Z, TODAY",
        "2026-03-13T22:59:59Z, YESTERDAY",
        "2026-03-12T23:00:00Z, YESTERDAY",
        "2026-03-12T22:59:59Z, WEEK",
        "2026-03-06T23:00:00Z, WEEK",
        "2026-03-06T22:59:59Z, OLDER",
        "1970-01-01T00:00:00Z, OLDER",
        "2026-03-15T12:00:00Z, TODAY",
    })
    void daysBeginWhereThePersonIs(Instant updated, Group group) {
        list(session("a", "A", updated, false));
        assertEquals(List.of(new Heading(group), new Chat("a", "A", false)), library.rows());
    }

    @Test
    void pinnedOnesComeFirstHoweverOldTheyAre() {
        list(
                session("a", "A", NOW, false),
                session("b", "B", NOW.minusSeconds(9_000_000), true),
                session("c", "C", NOW.minusSeconds(9_000_001), false));
        assertEquals(
                List.of(
                        new Heading(Group.PINNED),
                        new Chat("b", "B", true),
                        new Heading(Group.TODAY),
                        new Chat("a", "A", false),
                        new Heading(Group.OLDER),
                        new Chat("c", "C", false)),
                library.rows());
    }

    @Test
    void oneWithoutATitleIsCalledANewChat() {
        list(session("a", "", NOW, false));
        assertEquals(new Chat("a", "New chat", false), library.rows().getLast());
    }

    @Test
    void rowsThatDoNotChangeStay() {
        list(session("a", "A", NOW, false), session("b", "B", NOW, false));
        SidebarRow before = library.rows().get(1);
        list(session("a", "A", NOW, false), session("b", "Other", NOW, false));
        assertSame(before, library.rows().get(1));
        assertEquals(new Chat("b", "Other", false), library.rows().get(2));
    }

    @Test
    void severalDeletionsAreUndoneFromTheLastOneOn() {
        library.discard(new Chat("a", "A", false));
        library.discard(new Chat("b", "B", false));
        assertEquals(Optional.of("B"), library.discarded().get());
        library.undo();
        assertEquals(Optional.of("A"), library.discarded().get());
        library.undo();
        assertEquals(Optional.empty(), library.discarded().get());
        library.undo();
        library.discard(new Chat("c", "C", false));
        library.forgetDiscarded();
        assertEquals(Optional.empty(), library.discarded().get());
    }

    private void list(SessionSummary... sessions) {
        library.accept(List.of(new ServiceEvent.Listed(List.of(sessions))));
    }

    private static SessionSummary session(
            String id, String title, Instant updated, boolean pinned) {
        return new SessionSummary(
                new SessionId(id),
                new Title(title, Title.Source.WORDS),
                updated,
                updated,
                pinned,
                2);
    }
}
