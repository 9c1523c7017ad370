package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import notso.app.context.CachedPrefix;
import notso.app.context.PromptStyle;
import notso.app.context.PromptWriter;
import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.app.conversation.Recipe;
import notso.app.conversation.Session;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.inference.CancelSignal;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Prompt;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.stream.AnswerFormat;
import notso.inference.stream.AnswerStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What an answer remembers of how it was made suffices to make it again, if its prompt was read as
 * a whole. What is reused of a cache was computed in other batches, and rounds differently.
 */
@Tag("engine")
@Timeout(120)
class ReplayTest {

    private static final int CONTEXT = 256;

    @TempDir Path home;

    private final EventLog events = new EventLog();
    private Path file;

    @BeforeEach
    void writeModel() {
        Requirement.fastEngine();
        file = TestModel.tiny().writeTo(home.resolve("tiny.gguf"));
    }

    @Test
    void theSameRecipeGivesTheSameAnswer() {
        Session session;
        try (Workbench bench = new Workbench(home, _ -> engine(), events::add)) {
            bench.setContext(CONTEXT);
            bench.service().openModel(() -> new ModelChoice.File(file));
            events.engine(EngineEvent.Loaded.class);
            bench.library().startNew();
            session = events.opened();
            bench.service().send(session.id(), Draft.of("One"));
            events.answered(session);
            bench.service().regenerate(session.id(), session.path().getLast().id());
            events.answered(session);
        }
        Message.Reply first = reply(session, 2);
        Message.Reply second = reply(session, 3);
        assertFalse(made(first).equals(made(second)), "a fresh seed makes another answer");
        assertEquals(made(first), again(session, first));
    }

    private HostedEngine engine() {
        return new HostedEngine(HostCommand.of("llamacpp", home.resolve("logs")));
    }

    private static Message.Reply reply(Session session, int id) {
        return (Message.Reply) session.message(new MessageId(id)).orElseThrow();
    }

    private static String made(Message.Reply reply) {
        return reply.answer().reasoning() + "|" + reply.answer().text();
    }

    /** From the recipe and the messages alone, in another process. */
    private String again(Session session, Message.Reply reply) {
        Answer.Run run = reply.answer().runs().getFirst();
        Recipe recipe = run.recipe();
        try (HostedEngine engine = engine()) {
            LoadedModel model =
                    engine.load(
                            ModelOptions.of(file).withContextLength(recipe.contextLength()),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            assertEquals(recipe.modelHash(), model.info().contentKey());
            PromptWriter writer = PromptWriter.of(model.info());
            assertEquals(recipe.templateHash(), writer.templateHash());
            List<Message> path = session.pathTo(reply.id());
            Prompt prompt =
                    writer.question(
                            path.subList(0, path.size() - 1),
                            new PromptStyle(
                                    recipe.systemPrompt(),
                                    recipe.thinking(),
                                    false,
                                    recipe.dated().toLocalDate()));
            RunRecorder recorder = new RunRecorder(reply.id(), recipe, Answer.EMPTY, new Deaf());
            model.generate(
                    GenerationRequest.of(prompt).withSampling(recipe.sampling()),
                    new AnswerStream(
                            AnswerFormat.of(engine.info(), prompt).withCalls(Set.of()), recorder),
                    new CancelSignal());
            return recorder.answer().reasoning() + "|" + recorder.answer().text();
        }
    }

    /** Hears nothing. */
    private static final class Deaf implements AnswerListener {

        @Override
        public void changed(Change change) {}

        @Override
        public void reading(int evaluated, int total, int reused) {}

        @Override
        public void cached(CachedPrefix prefix) {}
    }
}
