package notso.app.answer;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.export.ExportException;
import notso.app.conversation.export.ExportFile;
import notso.app.conversation.export.ExportFormat;
import notso.app.conversation.export.ExportName;
import notso.app.conversation.export.ExportOptions;
import notso.app.conversation.importing.ImportNotice;
import notso.app.conversation.importing.SessionImporter;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Takes sessions out of the application and into it, on a thread of its own. Methods return at
 * once, from any thread; what comes of it arrives as {@link ServiceEvent}s.
 */
public final class SessionTransfer implements AutoCloseable {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("transfer").daemon().factory());
    private final SessionDesk desk;
    private final Path folder;

    /**
     * @param folder where files go that have no other place
     */
    public SessionTransfer(SessionDesk desk, Path folder) {
        this.desk = desk;
        this.folder = folder;
    }

    /**
     * Writes a session into a file, which must not be there yet.
     *
     * @param file empty for a fresh name in the usual folder
     */
    public void export(SessionId id, ExportFormat format, Optional<Path> file) {
        desk.execute(
                () ->
                        desk.read(id)
                                .ifPresent(
                                        session ->
                                                thread.execute(
                                                        () -> export(session, format, file))));
    }

    private void export(Session session, ExportFormat format, Optional<Path> file) {
        Path target = file.orElseGet(() -> fresh(session, format));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            tell(new ServiceEvent.NotExported(target, Optional.empty()));
            return;
        }
        try {
            ExportOptions options = ExportOptions.of(ZoneId.systemDefault(), Locale.getDefault());
            new ExportFile().write(session, format, options, target);
            tell(new ServiceEvent.Exported(session.id(), target.toAbsolutePath()));
        } catch (ExportException e) {
            tell(new ServiceEvent.NotExported(target, Optional.of(e.reason())));
        }
    }

    private Path fresh(Session session, ExportFormat format) {
        String name = ExportName.suggested(session, format);
        int dot = name.lastIndexOf('.');
        Path fresh = folder.resolve(name);
        for (int i = 2; Files.exists(fresh, LinkOption.NOFOLLOW_LINKS); i++) {
            fresh = folder.resolve(name.substring(0, dot) + " " + i + name.substring(dot));
        }
        return fresh;
    }

    /** Takes over what conversations a file of ours or of another program holds. */
    public void importFrom(Path file) {
        desk.execute(
                () -> {
                    Set<SessionId> taken =
                            desk.summaries().stream()
                                    .map(SessionSummary::id)
                                    .collect(Collectors.toSet());
                    thread.execute(() -> importFrom(file, taken));
                });
    }

    private void importFrom(Path file, Set<SessionId> taken) {
        SessionImporter importer =
                new SessionImporter(desk.clock(), desk.random(), taken::contains);
        AtomicInteger count = new AtomicInteger();
        List<ImportNotice> notices =
                importer.read(
                        file,
                        session -> {
                            count.incrementAndGet();
                            desk.execute(() -> desk.take(session));
                        });
        tell(new ServiceEvent.Imported(file, count.get(), notices));
    }

    private void tell(ServiceEvent event) {
        desk.execute(() -> desk.tell(event));
    }

    /** What has begun is finished. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
