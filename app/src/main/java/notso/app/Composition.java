package notso.app;

import notso.app.answer.AnswerDefaults;
import notso.app.answer.AnswerService;
import notso.app.answer.ServiceEvent;
import notso.app.answer.SessionDesk;
import notso.app.answer.SessionLibrary;
import notso.app.conversation.store.SessionStore;
import notso.app.engine.EngineSource;
import notso.app.engine.ModelChoice;
import notso.app.engine.ModelFinder;
import notso.app.view.ChatViewModel;
import notso.app.view.ModelViewModel;
import notso.app.view.StorageViewModel;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.LibraryViewModel;
import notso.app.view.window.ChatWindow;
import notso.app.view.window.ModelFileChooser;
import notso.inference.Engine;
import notso.inference.ModelOptions;
import notso.inference.host.Backends;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the application together; the only place that knows all its parts. */
final class Composition implements AutoCloseable {

    private static final double DEMO_TOKENS_PER_SECOND = 30;

    private final Texts texts = new Texts(Locale.getDefault());
    private final FxGateway gateway;
    private final ModelFinder models;
    private final Tokenizers tokenizers;
    private final AnswerService service;
    private final SessionLibrary library;
    private final ModelViewModel model;
    private final ChatViewModel chat;
    private final LibraryViewModel conversations;
    private final StorageViewModel storage;

    Composition(AppProperties properties, FxGateway gateway) {
        this(properties, gateway, choice -> engine(properties, choice));
    }

    Composition(AppProperties properties, FxGateway gateway, EngineSource engines) {
        this.gateway = gateway;
        this.models = new ModelFinder(properties.home().models(), properties.model());
        this.tokenizers = new Tokenizers(properties.home().tokenizers());
        Consumer<ServiceEvent> events = gateway.mailbox(this::deliver);
        SessionDesk desk =
                new SessionDesk(
                        notices ->
                                SessionStore.open(
                                        properties.home().conversations(),
                                        InstantSource.system(),
                                        notices),
                        InstantSource.system(),
                        new SecureRandom(),
                        events);
        this.service =
                new AnswerService(
                        desk, engines, ModelOptions::of, tokenizers, () -> AnswerDefaults.STANDARD);
        this.library = new SessionLibrary(desk, service);
        this.model = new ModelViewModel(service);
        this.chat = new ChatViewModel(service, model, texts, System::nanoTime);
        this.conversations =
                new LibraryViewModel(
                        library, texts, InstantSource.system(), ZoneId.systemDefault());
        this.storage = new StorageViewModel(texts);
    }

    Texts texts() {
        return texts;
    }

    ChatWindow window(ModelFileChooser files) {
        return new ChatWindow(
                new ChatWindow.Content(chat, model, conversations, storage), files, texts);
    }

    /** Begins to load the model, once the window is there. */
    void start() {
        library.open(Optional.empty());
        model.open(models::find);
    }

    /** Shows a failure that nobody expected; from any thread. */
    void report(Throwable thrown) {
        String kind = thrown.getClass().getSimpleName();
        gateway.execute(() -> chat.report(texts.get("notice.unexpected", kind)));
    }

    @Override
    public void close() {
        service.close();
        tokenizers.close();
    }

    private void deliver(List<ServiceEvent> events) {
        model.accept(events);
        chat.accept(events);
        conversations.accept(events);
        storage.accept(events);
    }

    /** A script runs here; native code runs in a process of its own. */
    private static Engine engine(AppProperties properties, ModelChoice choice) {
        String id = properties.engine().orElse(Backends.AUTO);
        return choice.isDemo() || id.equals(ScriptedEngine.ID)
                ? new ScriptedEngine(Script.demo(), DEMO_TOKENS_PER_SECOND)
                : new HostedEngine(HostCommand.of(id, properties.home().logs()));
    }
}
