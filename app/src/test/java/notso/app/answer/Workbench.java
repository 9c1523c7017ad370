package notso.app.answer;

import notso.app.context.Tokens;
import notso.app.conversation.search.SearchIndex;
import notso.app.conversation.store.SessionStore;
import notso.app.engine.EngineSource;
import notso.app.metrics.Metrics;
import notso.app.settings.SettingsStore;
import notso.app.view.ChatViewModel;
import notso.app.view.ModelViewModel;
import notso.app.view.command.WindowCommands;
import notso.app.view.look.Texts;
import notso.inference.ModelOptions;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer service with all that it needs, over a folder of its own. */
public final class Workbench implements AutoCloseable {

    private volatile int context = ModelOptions.AUTOMATIC;
    private final SessionDesk desk;
    private final AnswerService service;
    private final SessionLibrary library;
    private final AtomicReference<AnswerDefaults> defaults =
            new AtomicReference<>(withoutTitles(AnswerDefaults.STANDARD));

    public Workbench(Path home, EngineSource engines, Consumer<ServiceEvent> events) {
        this(home, engines, _ -> Optional.empty(), events);
    }

    public Workbench(
            Path home,
            EngineSource engines,
            TokensSource tokenizers,
            Consumer<ServiceEvent> events) {
        InstantSource clock = InstantSource.system();
        desk =
                new SessionDesk(
                        notices -> SessionStore.open(home.resolve("conversations"), clock, notices),
                        clock,
                        new Random(1),
                        events);
        service =
                new AnswerService(
                        desk,
                        engines,
                        file -> ModelOptions.of(file).withContextLength(context),
                        tokenizers,
                        defaults::get);
        library = new SessionLibrary(desk, service);
    }

    /** Counts characters as if each were a token. */
    public static Tokens characters() {
        return prompt -> prompt.text().chars().toArray();
    }

    public AnswerService service() {
        return service;
    }

    public SessionLibrary library() {
        return library;
    }

    /** Brings sessions in and out, by way of this folder. */
    SessionTransfer transfer(Path folder) {
        return new SessionTransfer(desk, folder);
    }

    /** Searches what is here. */
    SessionSearch search(Supplier<SearchIndex> opener) {
        return new SessionSearch(desk, opener);
    }

    /** Commands that work on what is here. */
    public WindowCommands commands(
            ChatViewModel chat, ModelViewModel model, Path folder, Texts texts) {
        return new WindowCommands(
                new WindowCommands.Parts(
                        chat,
                        model,
                        library,
                        transfer(folder),
                        SettingsStore.open(folder.resolve("settings.json"), _ -> {}),
                        new Metrics(System::nanoTime),
                        Runnable::run,
                        Runnable::run),
                Optional::empty,
                texts);
    }

    /** Tokens of context of models that are loaded from now on. */
    void setContext(int tokens) {
        context = tokens;
    }

    public void setDefaults(AnswerDefaults value) {
        defaults.set(value);
    }

    private static AnswerDefaults withoutTitles(AnswerDefaults with) {
        return new AnswerDefaults(
                with.systemPrompt(),
                with.sampling(),
                with.thinking(),
                with.keepsReasoning(),
                with.reserve(),
                false);
    }

    @Override
    public void close() {
        service.close();
    }
}
