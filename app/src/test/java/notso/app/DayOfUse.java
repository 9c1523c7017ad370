package notso.app;

import notso.app.answer.AnswerDefaults;
import notso.app.answer.AnswerService;
import notso.app.answer.ServiceEvent;
import notso.app.answer.SessionDesk;
import notso.app.answer.SessionLibrary;
import notso.app.answer.SessionSearch;
import notso.app.answer.SessionTransfer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.export.ExportFormat;
import notso.app.conversation.importing.SessionImporter;
import notso.app.conversation.search.SearchIndex;
import notso.app.conversation.store.SessionStore;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.app.instance.Claim;
import notso.app.instance.SingleInstance;
import notso.app.settings.AllSettings;
import notso.app.settings.SettingsStore;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;
import notso.inference.model.DataFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * All that the application does without its window, once, one step after the other: a program to be
 * watched from outside. Arguments: an empty data folder, an engine, a model file. Each step is a
 * method, called in {@link #main}; it waits for its own end and fails if there is none.
 */
final class DayOfUse implements AutoCloseable {

    /** Printed at the end of a day on which everything went well. */
    static final String LAST_LINE = "the day is over";

    private static final long PATIENCE_SECONDS = 60;
    private static final InstantSource CLOCK = InstantSource.system();

    private final DataFolder home;
    private final BlockingQueue<ServiceEvent> events = new LinkedBlockingQueue<>();
    private final SettingsStore settings;
    private final Tokenizers tokenizers;
    private final AnswerService service;
    private final SessionLibrary library;
    private final SessionTransfer transfer;
    private final SessionSearch search;
    private Optional<AutoCloseable> claimed = Optional.empty();

    private DayOfUse(Path folder, String engine) {
        home = new DataFolder(folder).create();
        settings = SettingsStore.open(home.settings(), _ -> {});
        tokenizers = new Tokenizers(home.tokenizers());
        SessionDesk desk =
                new SessionDesk(
                        notices -> SessionStore.open(home.conversations(), CLOCK, notices),
                        CLOCK,
                        new Random(1),
                        events::add);
        service =
                new AnswerService(
                        desk,
                        _ -> new HostedEngine(HostCommand.of(engine, home.logs())),
                        file -> Preferences.options(settings.current(), file),
                        tokenizers,
                        () -> answers(settings));
        library = new SessionLibrary(desk, service);
        transfer = new SessionTransfer(desk, home.path());
        search = new SessionSearch(desk, () -> SearchIndex.open(home.searchIndex()));
    }

    private static AnswerDefaults answers(SettingsStore settings) {
        return Preferences.answers(settings.current());
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty(DataFolder.PROPERTY, arguments[0]);
        Thread.setDefaultUncaughtExceptionHandler(DayOfUse::fail);
        try (DayOfUse day = new DayOfUse(Path.of(arguments[0]), arguments[1])) {
            day.claimTheFolder();
            day.startASecondTime();
            day.changeSettings();
            day.openTheModel(Path.of(arguments[2]));
            SessionId session = day.startASession();
            MessageId reply = day.ask(session);
            day.countTokens(session);
            day.regenerate(session, reply);
            day.rename(session);
            day.search(session);
            day.exportAndImport(session);
            day.discardAndRestore(session);
        }
        System.out.println(LAST_LINE);
        System.exit(0);
    }

    private static void fail(Thread thread, Throwable why) {
        System.out.println("on thread " + thread.getName());
        why.printStackTrace(System.out);
        Runtime.getRuntime().halt(1);
    }

    private void claimTheFolder() {
        claimed = Optional.of(claim());
    }

    private AutoCloseable claim() {
        return switch (SingleInstance.claim(
                home.path(), SingleInstance.handover(List.of()), _ -> {})) {
            case Claim.First(AutoCloseable lock) -> lock;
            case Claim.HandedOver _, Claim.Unanswered _ ->
                    throw new IllegalStateException("somebody else has the folder");
        };
    }

    /** In a process of its own, which finds this one. */
    private void startASecondTime() throws IOException, InterruptedException {
        Process second =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SecondStart.class.getName(),
                                home.path().toString())
                        .inheritIO()
                        .start();
        require(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the second start goes on");
        require(second.exitValue() == 0, "the second start found nobody");
    }

    private void changeSettings() {
        settings.set(AllSettings.KEEP_REASONING, true);
        settings.set(AllSettings.CONTEXT_LENGTH, 2048);
    }

    private void openTheModel(Path model) throws InterruptedException {
        service.openModel(() -> new ModelChoice.File(model));
        await(
                "a loaded model",
                event ->
                        event instanceof ServiceEvent.OfEngine(EngineEvent.Loaded loaded)
                                ? Optional.of(loaded)
                                : Optional.empty());
    }

    private SessionId startASession() throws InterruptedException {
        library.startNew();
        return await(
                "a session",
                event ->
                        event instanceof ServiceEvent.Opened(Session session, _)
                                ? Optional.of(session.id())
                                : Optional.empty());
    }

    private MessageId ask(SessionId session) throws InterruptedException {
        Attachment poem = new Attachment("poem.txt", "The snow falls on the river.\n");
        service.send(session, new Draft("What is this about?", List.of(poem)));
        return awaitSomeOfAnAnswer(session);
    }

    private void countTokens(SessionId session) throws InterruptedException {
        service.draft(session, Draft.of("And what else"));
        await(
                "a count of tokens",
                event ->
                        event instanceof ServiceEvent.Counted counted
                                ? Optional.of(counted)
                                : Optional.empty());
    }

    private void regenerate(SessionId session, MessageId reply) throws InterruptedException {
        service.regenerate(session, reply);
        awaitSomeOfAnAnswer(session);
    }

    private MessageId awaitSomeOfAnAnswer(SessionId session) throws InterruptedException {
        MessageId reply =
                await(
                        "some of an answer",
                        event ->
                                event instanceof ServiceEvent.Changed(_, Entry(_, Change change))
                                                && change instanceof Change.AnswerGrew grew
                                        ? Optional.of(grew.reply())
                                        : Optional.empty());
        service.stop(session);
        await(
                "its end",
                event ->
                        event.equals(new ServiceEvent.Answered(session, reply))
                                ? Optional.of(event)
                                : Optional.empty());
        return reply;
    }

    private void rename(SessionId session) throws InterruptedException {
        library.rename(session, "Snowfall");
        awaitChange(Change.Titled.class);
        library.pin(session, true);
        awaitChange(Change.Pinned.class);
    }

    private void awaitChange(Class<? extends Change> kind) throws InterruptedException {
        await(
                kind.getSimpleName(),
                event ->
                        event instanceof ServiceEvent.Changed(_, Entry(_, Change change))
                                        && kind.isInstance(change)
                                ? Optional.of(change)
                                : Optional.empty());
    }

    /** Asks again until the index has taken up the new name. */
    private void search(SessionId session) throws InterruptedException {
        boolean found = false;
        for (long i = 0; i < PATIENCE_SECONDS && !found; i++) {
            search.search("snowfall");
            found =
                    await(
                            "hits",
                            event ->
                                    event instanceof ServiceEvent.Found(_, var hits)
                                            ? Optional.of(
                                                    hits.stream()
                                                            .anyMatch(
                                                                    hit ->
                                                                            hit.session()
                                                                                    .equals(
                                                                                            session)))
                                            : Optional.empty());
            if (!found) {
                Thread.sleep(1000);
            }
        }
        require(found, "nothing is found");
    }

    private void exportAndImport(SessionId session) throws InterruptedException {
        for (ExportFormat format : ExportFormat.values()) {
            Path file = home.path().resolve("exported-" + format);
            transfer.export(session, format, Optional.of(file));
            await(
                    "an exported file",
                    event ->
                            event instanceof ServiceEvent.Exported exported
                                    ? Optional.of(exported)
                                    : Optional.empty());
            require(Files.exists(file), "there is no " + file);
        }
        Path json = home.path().resolve("exported-" + ExportFormat.JSON);
        int sessions =
                new SessionImporter(CLOCK, new Random(2), session::equals)
                        .read(json)
                        .sessions()
                        .size();
        require(sessions == 1, "imported sessions: " + sessions);
    }

    private void discardAndRestore(SessionId session) throws InterruptedException {
        library.discard(session);
        awaitListed(session, false);
        library.restore(session);
        awaitListed(session, true);
    }

    private void awaitListed(SessionId session, boolean wanted) throws InterruptedException {
        await(
                "a list of sessions",
                event ->
                        event instanceof ServiceEvent.Listed(var sessions)
                                        && sessions.stream()
                                                        .anyMatch(one -> one.id().equals(session))
                                                == wanted
                                ? Optional.of(event)
                                : Optional.empty());
    }

    private <T> T await(String what, Function<ServiceEvent, Optional<T>> wanted)
            throws InterruptedException {
        while (true) {
            ServiceEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("there is not " + what);
            }
            require(
                    !(event instanceof ServiceEvent.OfEngine(EngineEvent.LoadFailed _)),
                    event.toString());
            Optional<T> found = wanted.apply(event);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        search.close();
        transfer.close();
        service.close();
        tokenizers.close();
        settings.close();
        claimed.ifPresent(DayOfUse::giveBack);
    }

    private static void giveBack(AutoCloseable claim) {
        try {
            claim.close();
        } catch (Exception e) {
            throw new IllegalStateException("the folder stays claimed", e);
        }
    }

    /** Ends well if another process has the folder and takes over. Argument: the data folder. */
    static final class SecondStart {

        private SecondStart() {}

        public static void main(String[] arguments) {
            Claim claim =
                    SingleInstance.claim(
                            Path.of(arguments[0]),
                            SingleInstance.handover(List.of(Path.of("a.gguf"))),
                            _ -> {});
            System.exit(claim instanceof Claim.HandedOver ? 0 : 1);
        }
    }
}
