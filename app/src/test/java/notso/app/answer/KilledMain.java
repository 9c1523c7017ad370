package notso.app.answer;

import notso.app.conversation.Answer;
import notso.app.conversation.Change;
import notso.app.conversation.Draft;
import notso.app.conversation.Entry;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.engine.EngineEvent;
import notso.app.engine.ModelChoice;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * Asks and is answered without end, until it is killed, and tells on standard output what has
 * happened: {@code asked SESSION MESSAGE TEXT}, {@code grown SESSION MESSAGE CHARACTERS}.
 * Arguments: the folder, a seed.
 */
final class KilledMain {

    static final String END = " .";

    private static final double TOKENS_PER_SECOND = 200;
    private static final int LONGEST_MINUTES = 2;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final EventLog events = new EventLog();
    private final Random random;
    private Session session;

    private KilledMain(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(KilledMain::endInTime);
        new KilledMain(Long.parseLong(args[1])).talk(Path.of(args[0]));
    }

    /** Should the one who kills be gone itself. */
    private static void endInTime() {
        try {
            Thread.sleep(LONGEST_MINUTES * 60_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private void talk(Path home) {
        Script script =
                Script.of(
                        "<think>\n"
                                + "I think about it. ".repeat(30)
                                + "</think>\n"
                                + "A word after the other. ".repeat(60),
                        "Short.",
                        "Zeile für Zeile 字 😀\n".repeat(80));
        try (Workbench bench =
                new Workbench(
                        home, _ -> new ScriptedEngine(script, TOKENS_PER_SECOND), events::add)) {
            bench.service().openModel(ModelChoice.Demo::new);
            events.engine(EngineEvent.Loaded.class);
            while (true) {
                if (random.nextInt(3) == 0) {
                    bench.library().startNew();
                } else {
                    bench.library().open(Optional.empty());
                }
                session = events.opened();
                turn(bench);
            }
        }
    }

    private void turn(Workbench bench) {
        String text = "Question " + random.nextInt(1 << 20);
        bench.service().draft(session.id(), Draft.of(text.substring(0, 5)));
        bench.service().send(session.id(), Draft.of(text));
        if (random.nextInt(4) == 0) {
            bench.service().send(session.id(), Draft.of(text + " and more"));
        }
        boolean goesOn = true;
        while (goesOn) {
            goesOn =
                    events.next(
                            event ->
                                    switch (event) {
                                        case ServiceEvent.Changed(_, Entry(_, Change change)) -> {
                                            tell(change);
                                            yield Optional.empty();
                                        }
                                        case ServiceEvent.Answered _ ->
                                                Optional.of(!session.queue().isEmpty());
                                        default -> Optional.empty();
                                    });
        }
    }

    private void tell(Change change) {
        switch (change) {
            case Change.MessageAdded(Message.Question asked) ->
                    tell("asked", asked.id() + " " + asked.text());
            case Change.AnswerGrew(var reply, _, _) -> {
                Answer answer = session.answer(reply).orElseThrow();
                int length = answer.reasoning().length() + answer.text().length();
                tell("grown", reply + " " + length);
            }
            default -> {}
        }
    }

    /** The point tells a whole line from one that the kill cut off. */
    private void tell(String what, String details) {
        out.println(what + " " + session.id() + " " + details + END);
    }
}
