package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.stream.AnswerEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The service over a real engine process, with a script in it. */
@Timeout(120)
class HostedAnswerTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir Path logs;

    private final BlockingQueue<ServiceEvent> events = new LinkedBlockingQueue<>();

    @Test
    void aProcessOfItsOwnAnswersAndIsGoneAfterwards() throws InterruptedException {
        HostCommand command = HostCommand.of("scripted", logs);
        AnswerService service =
                new AnswerService(
                        _ -> new HostedEngine(command), new TemplatePromptMaker(), events::add);
        try {
            service.open(() -> new ModelChoice.File(Path.of("model.gguf")));
            ServiceEvent.Loaded loaded =
                    assertInstanceOf(
                            ServiceEvent.Loaded.class,
                            await(e -> !(e instanceof ServiceEvent.Loading)));
            assertTrue(loaded.isDemo(), "a script is a demo, wherever it runs");
            assertEquals(1, children());

            service.ask(new AnswerRequest(List.of(new Turn.Question("Hello")), true));
            await(e -> says(e, AnswerEvent.Answer.class));
            service.stop();
            await(e -> says(e, AnswerEvent.Finished.class));
        } finally {
            service.close();
        }
        assertEquals(0, children());
    }

    private static boolean says(ServiceEvent event, Class<? extends AnswerEvent> kind) {
        return event instanceof ServiceEvent.Answering(AnswerEvent said) && kind.isInstance(said);
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
