package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.SessionId;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The service over a real engine process, with a script in it. */
@Timeout(120)
class HostedAnswerTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir Path home;

    private final BlockingQueue<ServiceEvent> events = new LinkedBlockingQueue<>();

    @Test
    void aProcessOfItsOwnAnswersAndIsGoneAfterwards() throws InterruptedException {
        HostCommand command = HostCommand.of("scripted", home.resolve("logs"));
        Workbench bench = new Workbench(home, _ -> new HostedEngine(command), events::add);
        try {
            bench.service().openModel(() -> new ModelChoice.File(Path.of("model.gguf")));
            ServiceEvent.OfEngine loaded =
                    assertInstanceOf(
                            ServiceEvent.OfEngine.class,
                            await(
                                    e ->
                                            e instanceof ServiceEvent.OfEngine(var event)
                                                    && !(event instanceof EngineEvent.Loading)));
            assertTrue(
                    assertInstanceOf(EngineEvent.Loaded.class, loaded.event()).isDemo(),
                    "a script is a demo, wherever it runs");
            assertEquals(1, children());

            bench.library().startNew();
            ServiceEvent.Opened opened =
                    assertInstanceOf(
                            ServiceEvent.Opened.class,
                            await(ServiceEvent.Opened.class::isInstance));
            SessionId session = opened.session().id();
            bench.service().send(session, Draft.of("Hello"));
            await(HostedAnswerTest::grows);
            bench.service().stop(session);
            await(ServiceEvent.Answered.class::isInstance);
        } finally {
            bench.close();
        }
        assertEquals(0, children());
    }

    private static boolean grows(ServiceEvent event) {
        return event instanceof ServiceEvent.Changed(_, Entry(_, Change change))
                && change instanceof Change.AnswerGrew;
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private ServiceEvent await(Predicate<ServiceEvent> wanted) throws InterruptedException {
        while (true) {
            ServiceEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing more happens");
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }
}
