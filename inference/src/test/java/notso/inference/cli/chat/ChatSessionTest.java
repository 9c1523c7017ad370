package notso.inference.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.ModelOptions;
import notso.inference.Sampling;
import notso.inference.cli.console.Console;
import notso.inference.cli.talk.ChatPrompts;
import notso.inference.cli.talk.RunningModel;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;
import notso.inference.template.Thinking;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** Interrupted answers of a real engine. */
@Tag("engine")
@Timeout(120)
class ChatSessionTest {

    private static final int PIECES = 8;

    @TempDir Path folder;

    private final StoppingOutput output = new StoppingOutput();
    private ModelSeat seat;
    private ChatSession session;

    @BeforeEach
    void load() {
        Requirement.fastEngine();
        Path file = TestModel.tiny().writeTo(folder.resolve("model.gguf"));
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        output,
                        new ByteArrayOutputStream(),
                        Set.of());
        System.setProperty("notso.home", folder.toString());
        seat = new ModelSeat(new Opener(console), file, new CancelSignal());
        session =
                new ChatSession(
                        seat,
                        console,
                        new ChatSettings("", Sampling.GREEDY, Thinking.OFF),
                        () -> {
                            throw new AssertionError("ended");
                        });
    }

    @AfterEach
    void close() {
        seat.close();
        System.clearProperty("notso.home");
    }

    @Test
    void interruptKeepsWhatCameAndContinuingReadsNoPromptAgain() {
        session.say("hello");
        Reply begun = session.exchanges().getLast().reply();
        long read = session.counts().readTokens();
        assertFalse(begun.text().isEmpty());

        output.stopAgain();
        session.goOn();
        assertEquals(1, session.exchanges().size());
        Reply longer = session.exchanges().getLast().reply();
        assertTrue(longer.text().startsWith(begun.text()), longer.text());
        assertTrue(longer.text().length() > begun.text().length(), longer.text());
        assertTrue(session.counts().reusedTokens() >= read - 1, "the prompt is in the cache");
    }

    @Test
    void regeneratedAnswerReplacesAndAnotherQuestionFollows() {
        session.say("hello");
        output.stopAgain();
        session.regenerate();
        output.stopAgain();
        session.say("and now");
        assertEquals(2, session.exchanges().size());
        assertEquals("and now", session.exchanges().getLast().question());
        assertEquals(3, session.counts().answers());
    }

    /** Interrupts the session when so many pieces of an answer have come. */
    private final class StoppingOutput extends ByteArrayOutputStream {

        private int pieces;

        void stopAgain() {
            pieces = 0;
        }

        @Override
        public void flush() {
            if (++pieces == PIECES) {
                session.interrupt();
            }
        }
    }

    private record Opener(Console console) implements OpenModel.Opener {

        @Override
        public void check(Path file) {
            ChatPrompts.of(file);
        }

        @Override
        public OpenModel open(Path file, CancelSignal cancel) {
            RunningModel running =
                    RunningModel.load(
                            "llamacpp", ModelOptions.of(file).withThreads(1), console, cancel);
            return new OpenModel(file, running, ChatPrompts.of(file), false);
        }
    }
}
