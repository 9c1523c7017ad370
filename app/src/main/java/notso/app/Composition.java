package notso.app;

import notso.app.answer.AnswerService;
import notso.app.answer.ServiceEvent;
import notso.app.answer.SessionDesk;
import notso.app.answer.SessionLibrary;
import notso.app.answer.SessionSearch;
import notso.app.answer.SessionTransfer;
import notso.app.conversation.SessionId;
import notso.app.conversation.search.SearchIndex;
import notso.app.conversation.store.SessionStore;
import notso.app.engine.EngineEvent;
import notso.app.engine.EngineSource;
import notso.app.engine.ModelChoice;
import notso.app.engine.ModelFinder;
import notso.app.metrics.Metrics;
import notso.app.settings.AllSettings;
import notso.app.settings.SettingsStore;
import notso.app.view.ChatViewModel;
import notso.app.view.ModelViewModel;
import notso.app.view.StorageViewModel;
import notso.app.view.command.WindowCommands;
import notso.app.view.look.Texts;
import notso.app.view.sidebar.LibraryViewModel;
import notso.app.view.window.ChatWindow;
import notso.app.view.window.ModelFileChooser;
import notso.inference.Engine;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts the application together; the only place that knows all its parts. */
final class Composition implements AutoCloseable {

    private static final double DEMO_TOKENS_PER_SECOND = 30;

    private final Texts texts = new Texts(Locale.getDefault());
    private final FxGateway gateway;
    private final AppProperties properties;
    private final SettingsStore settings;
    private final Metrics metrics = new Metrics(System::nanoTime);
    private final Tokenizers tokenizers;
    private final AnswerService service;
    private final SessionLibrary library;
    private final SessionTransfer transfer;
    private final SessionSearch search;
    private final ModelViewModel model;
    private final ChatViewModel chat;
    private final LibraryViewModel conversations;
    private final StorageViewModel storage;
    private final List<ServiceEvent> early = new ArrayList<>();
    private Optional<WindowCommands> commands = Optional.empty();
    private boolean started;

    Composition(AppProperties properties, FxGateway gateway) {
        this(properties, gateway, Optional.empty());
    }

    Composition(AppProperties properties, FxGateway gateway, EngineSource engines) {
        this(properties, gateway, Optional.of(engines));
    }

    private Composition(
            AppProperties properties, FxGateway gateway, Optional<EngineSource> engines) {
        this.gateway = gateway;
        this.properties = properties;
        this.storage = new StorageViewModel(texts);
        this.settings =
                SettingsStore.open(
                        properties.home().settings(),
                        notice -> gateway.execute(() -> storage.tell(notice)));
        this.tokenizers = new Tokenizers(properties.home().tokenizers());
        Consumer<ServiceEvent> events = metrics.andThen(gateway.mailbox(this::deliver));
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
                        desk,
                        engines.orElse(this::engine),
                        file -> Preferences.options(settings.current(), file),
                        tokenizers,
                        () -> Preferences.answers(settings.current()));
        this.library = new SessionLibrary(desk, service);
        this.transfer = new SessionTransfer(desk, documents());
        this.search =
                new SessionSearch(desk, () -> SearchIndex.open(properties.home().searchIndex()));
        this.model = new ModelViewModel(service);
        this.chat = new ChatViewModel(service, model, texts, System::nanoTime);
        this.conversations =
                new LibraryViewModel(
                        library,
                        search::search,
                        texts,
                        InstantSource.system(),
                        ZoneId.systemDefault());
    }

    Texts texts() {
        return texts;
    }

    ChatWindow window(ModelFileChooser files) {
        WindowCommands made =
                new WindowCommands(
                        new WindowCommands.Parts(
                                chat,
                                model,
                                library,
                                transfer,
                                settings,
                                metrics,
                                Thread::startVirtualThread,
                                gateway),
                        files::choose,
                        texts);
        commands = Optional.of(made);
        return new ChatWindow(
                new ChatWindow.Content(chat, model, conversations, storage, made), files, texts);
    }

    SettingsStore settings() {
        return settings;
    }

    /**
     * Shows the conversation of last time and begins to load a model, once the window is there.
     *
     * @param files that a person wants to be opened; a model among them is loaded
     */
    void start(List<Path> files) {
        started = true;
        deliver(List.copyOf(early));
        early.clear();
        String last = settings.current().get(AllSettings.LAST_SESSION);
        library.open(Optional.of(last).filter(SessionId::isValid).map(SessionId::new));
        Optional<Path> named = model(files).or(properties::model);
        ModelFinder finder =
                new ModelFinder(folders(), named, Preferences.model(settings.current()));
        model.open(finder::find);
    }

    private List<Path> folders() {
        return Stream.concat(
                        Stream.of(properties.home().models()),
                        settings.current().get(AllSettings.MODEL_FOLDERS).stream().map(Path::of))
                .toList();
    }

    /** Opens what a later start has brought, once there is a window. */
    void open(List<Path> files) {
        commands.ifPresent(window -> window.open(files));
    }

    /** Where exported files go. */
    private static Path documents() {
        Path user = Path.of(System.getProperty("user.home", "."));
        Path documents = user.resolve("Documents");
        return Files.isDirectory(documents) ? documents : user;
    }

    private static Optional<Path> model(List<Path> files) {
        return files.stream().filter(ModelFinder::isModel).findFirst();
    }

    /** Shows a failure that nobody expected; from any thread. */
    void report(Throwable thrown) {
        String kind = thrown.getClass().getSimpleName();
        gateway.execute(() -> storage.report(texts.get("notice.unexpected", kind)));
    }

    @Override
    public void close() {
        search.close();
        transfer.close();
        service.close();
        tokenizers.close();
        settings.close();
    }

    /** Sessions may be listed before all is put together; what comes so early waits. */
    private void deliver(List<ServiceEvent> events) {
        if (!started) {
            early.addAll(events);
            return;
        }
        model.accept(events);
        chat.accept(events);
        conversations.accept(events);
        storage.accept(events);
        events.forEach(this::remember);
    }

    /** For the next start. */
    private void remember(ServiceEvent event) {
        if (event instanceof ServiceEvent.Opened(var session, _)) {
            settings.set(AllSettings.LAST_SESSION, session.id().value());
        }
        if (event instanceof ServiceEvent.OfEngine(EngineEvent.Loaded loaded)
                && loaded.choice() instanceof ModelChoice.File(Path file)) {
            settings.set(AllSettings.MODEL, file.toAbsolutePath().toString());
        }
    }

    /** A script runs here; native code runs in a process of its own. */
    private Engine engine(ModelChoice choice) {
        String id = properties.engine().orElseGet(() -> settings.current().get(AllSettings.ENGINE));
        return choice.isDemo() || id.equals(ScriptedEngine.ID)
                ? new ScriptedEngine(Script.demo(), DEMO_TOKENS_PER_SECOND)
                : new HostedEngine(HostCommand.of(id, properties.home().logs()));
    }
}
