package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Draft;
import notso.app.conversation.Session;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.export.ExportException;
import notso.app.conversation.export.ExportFormat;
import notso.app.engine.EngineEvent;
import notso.app.engine.FakeEngine;
import notso.app.engine.ModelChoice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class SessionTransferTest {

    @TempDir Path home;

    private final FakeEngine engine = new FakeEngine();
    private final EventLog events = new EventLog();
    private Workbench bench;
    private SessionTransfer transfer;
    private Session session;

    @BeforeEach
    void talk() {
        bench = new Workbench(home, engine, events::add);
        transfer = bench.transfer(home);
        engine.answer("<think>\nhm\n</think>\nNowhere.");
        bench.service().openModel(() -> new ModelChoice.File(Path.of("m.gguf")));
        events.engine(EngineEvent.Loaded.class);
        bench.library().startNew();
        session = events.opened();
        bench.service().send(session.id(), Draft.of("Where do rainbows end?"));
        events.answered(session);
    }

    @AfterEach
    void close() {
        transfer.close();
        bench.close();
    }

    @Test
    void whatIsExportedComesBackAsItWas() {
        Path file = home.resolve("talk.json");
        transfer.export(session.id(), ExportFormat.JSON, Optional.of(file));
        assertEquals(file, exported());
        bench.library().discard(session.id());
        transfer.importFrom(file);
        ServiceEvent.Imported imported =
                events.next(
                        event ->
                                event instanceof ServiceEvent.Imported of
                                        ? Optional.of(of)
                                        : Optional.empty());
        assertEquals(1, imported.sessions());
        assertEquals(List.of(), imported.notices());
        bench.library().open(Optional.of(session.id()));
        assertEquals(session.entries(), events.opened().entries());
    }

    @Test
    void whatIsThereAlreadyComesAsAnother() {
        Path file = home.resolve("talk.json");
        transfer.export(session.id(), ExportFormat.JSON, Optional.of(file));
        exported();
        transfer.importFrom(file);
        List<SessionSummary> listed =
                events.next(
                        event ->
                                event instanceof ServiceEvent.Listed(List<SessionSummary> all)
                                                && all.size() == 2
                                        ? Optional.of(all)
                                        : Optional.empty());
        assertEquals(2, listed.stream().map(SessionSummary::id).distinct().count());
    }

    @Test
    void withoutANameTheFileIsNamedForTheConversationAndReplacesNothing() {
        transfer.export(session.id(), ExportFormat.MARKDOWN, Optional.empty());
        Path first = exported();
        transfer.export(session.id(), ExportFormat.MARKDOWN, Optional.empty());
        Path second = exported();
        assertEquals(home, first.getParent());
        assertTrue(first.getFileName().toString().startsWith("Where do rainbows end"));
        assertTrue(Files.exists(first) && Files.exists(second) && !first.equals(second));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedWithTheReason() {
        Path file = home.resolve("no").resolve("folder.md");
        transfer.export(session.id(), ExportFormat.MARKDOWN, Optional.of(file));
        assertEquals(
                new ServiceEvent.NotExported(file, Optional.of(ExportException.Reason.NO_FOLDER)),
                events.next(
                        event ->
                                event instanceof ServiceEvent.NotExported not
                                        ? Optional.of(not)
                                        : Optional.empty()));
    }

    private Path exported() {
        return events.next(
                event ->
                        event instanceof ServiceEvent.Exported(_, Path file)
                                ? Optional.of(file)
                                : Optional.empty());
    }
}
