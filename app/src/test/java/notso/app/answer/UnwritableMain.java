package notso.app.answer;

import notso.app.conversation.Draft;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.store.SessionStore;
import notso.app.conversation.store.StoreNotice;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Talks while its disk cannot be written for a time, and ends well only if nothing is lost.
 * Arguments: {@code full} or {@code read-only}, and a folder that is a small file system of its
 * own, which then fills up or is read-only at first.
 */
final class UnwritableMain {

    private static final int FILLER_BYTES = 150_000;

    private final EventLog events = new EventLog();
    private final Path folder;
    private final boolean fills;

    private UnwritableMain(String mode, Path folder) {
        this.folder = folder;
        this.fills = mode.equals("full");
    }

    public static void main(String[] args) throws Exception {
        new UnwritableMain(args[0], Path.of(args[1])).talk();
        System.out.println("nothing is lost");
        System.exit(0);
    }

    private void talk() throws Exception {
        Script script = Script.of("A word after the other. ".repeat(1000));
        Session session;
        try (Workbench bench =
                new Workbench(folder, _ -> new ScriptedEngine(script, 0), events::add)) {
            bench.service().openModel(ModelChoice.Demo::new);
            events.engine(EngineEvent.Loaded.class);
            bench.library().startNew();
            session = events.opened();
            if (fills) {
                ask(bench, session);
                Files.write(folder.resolve("filler"), new byte[FILLER_BYTES]);
            }
            boolean noticed = false;
            for (int i = 0; i < 20 && !noticed; i++) {
                bench.service().send(session.id(), Draft.of("Question while it can't be written"));
                noticed = awaitAnswer(session.id());
            }
            check(noticed, "there was no notice");
            ask(bench, session);
            makeWritable();
            events.next(
                    event ->
                            event instanceof ServiceEvent.OfStore(StoreNotice.SavedAgain again)
                                    ? Optional.of(again)
                                    : Optional.empty());
            ask(bench, session);
        }
        SessionStore store =
                SessionStore.open(folder.resolve("conversations"), InstantSource.system(), _ -> {});
        Session kept = store.load(session.id()).orElseThrow();
        check(texts(kept).equals(texts(session)), "texts differ");
        check(texts(kept).size() >= 6, "too little was said");
        store.close();
    }

    private void ask(Workbench bench, Session session) {
        bench.service().send(session.id(), Draft.of("Question"));
        events.answered(session);
    }

    /** Whether the answer came with a notice that something is not saved. */
    private boolean awaitAnswer(SessionId id) {
        boolean[] noticed = {false};
        events.next(
                event -> {
                    noticed[0] |=
                            event instanceof ServiceEvent.OfStore(var notice)
                                    && notice instanceof StoreNotice.NotSaved;
                    return event instanceof ServiceEvent.Answered(SessionId of, _) && of.equals(id)
                            ? Optional.of(id)
                            : Optional.empty();
                });
        return noticed[0];
    }

    private void makeWritable() throws IOException, InterruptedException {
        if (fills) {
            Files.delete(folder.resolve("filler"));
        } else {
            remount();
        }
    }

    private void remount() throws IOException, InterruptedException {
        Process mount =
                new ProcessBuilder("mount", "-o", "remount,rw", folder.toString())
                        .inheritIO()
                        .start();
        check(mount.waitFor() == 0, "it stays read-only");
    }

    private static List<String> texts(Session session) {
        return session.messages().stream().map(Message::text).toList();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
