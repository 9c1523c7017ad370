package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;

/** The service over a real engine process, with a script in it. */
@Timeout(120)
class HostedAnswerTest {

    @TempDir Path home;

    private final EventLog events = new EventLog();
    private Workbench bench;
    private Session session;

    @BeforeEach
    void open() {
        HostCommand command = HostCommand.of("scripted", home.resolve("logs"));
        bench = new Workbench(home, _ -> new HostedEngine(command), events::add);
        bench.service().openModel(() -> new ModelChoice.File(Path.of("model.gguf")));
        assertTrue(
                events.engine(EngineEvent.Loaded.class).isDemo(),
                "a script is a demo, wherever it runs");
        bench.library().startNew();
        session = events.opened();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aProcessOfItsOwnAnswersAndIsGoneAfterwards() {
        assertEquals(1, children());
        bench.service().send(session.id(), Draft.of("Hello"));
        awaitGrowth();
        bench.service().stop(session.id());
        events.answered(session);
        bench.close();
        assertEquals(0, children());
    }

    @Test
    void aKilledProcessLeavesWhatHadStreamedAndAnotherOneGoesOn() {
        bench.service().send(session.id(), Draft.of("Show me a table"));
        MessageId reply = awaitGrowth();
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        events.answered(session);
        Answer broken = session.answer(reply).orElseThrow();
        assertInstanceOf(Answer.End.Failed.class, broken.end().orElseThrow());
        assertTrue(broken.canGoOn());
        String before = broken.reasoning() + broken.text();

        bench.service().goOn(session.id(), reply);
        events.answered(session);
        Answer whole = session.answer(reply).orElseThrow();
        assertInstanceOf(Answer.End.Finished.class, whole.end().orElseThrow());
        String after = whole.reasoning() + whole.text();
        assertTrue(after.startsWith(before), after);
        assertTrue(after.length() > before.length(), after);
        assertEquals(1, children());
    }

    /** Until something of an answer has come. */
    private MessageId awaitGrowth() {
        return events.next(
                event ->
                        event instanceof ServiceEvent.Changed(_, Entry(_, Change change))
                                        && change instanceof Change.AnswerGrew grew
                                ? Optional.of(grew.reply())
                                : Optional.empty());
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }
}
