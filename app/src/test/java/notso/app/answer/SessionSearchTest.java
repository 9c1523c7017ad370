package notso.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.app.conversation.Draft;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.search.SearchHit;
import notso.app.conversation.search.SearchIndex;
import notso.app.engine.EngineEvent;
import notso.app.engine.FakeEngine;
import notso.app.engine.ModelChoice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is said is found, at once and after a restart, and no longer when it is thrown away. */
@Timeout(60)
class SessionSearchTest {

    @TempDir Path home;

    private final FakeEngine engine = new FakeEngine();
    private EventLog events;
    private Workbench bench;
    private SessionSearch search;

    @AfterEach
    void close() {
        search.close();
        bench.close();
    }

    private void open(String index) {
        events = new EventLog();
        bench = new Workbench(home, engine, events::add);
        search = bench.search(() -> SearchIndex.open(home.resolve(index)));
    }

    @Test
    void whatIsSaidIsFoundUntilItIsThrownAway() {
        open("index");
        Session session =
                talk("Where do rainbows end?", "<think>\nLeprechauns\n</think>\nNowhere.");
        talk("What is a prism?", "Glass.");
        assertEquals(List.of(session.id()), found("rainb"));
        assertEquals(List.of(session.id()), found("leprechaun"));
        assertEquals(List.of(), found("unicorn"));
        bench.library().discard(session.id());
        assertEquals(List.of(), foundInTheEnd("rainb", 0));
        bench.library().restore(session.id());
        assertEquals(List.of(session.id()), foundInTheEnd("rainb", 1));
    }

    @Test
    void whatWasSaidBeforeTheIndexWasThereIsFoundToo() {
        open("index");
        Session session = talk("Where do rainbows end?", "Nowhere.");
        close();
        open("another");
        assertEquals(List.of(session.id()), foundInTheEnd("rainbow", 1));
    }

    private Session talk(String question, String answer) {
        engine.answer(answer);
        bench.service().openModel(() -> new ModelChoice.File(Path.of("m.gguf")));
        events.engine(EngineEvent.Loaded.class);
        bench.library().startNew();
        Session session = events.opened();
        bench.service().send(session.id(), Draft.of(question));
        events.answered(session);
        return session;
    }

    private List<SessionId> found(String query) {
        search.search(query);
        return events.next(
                event ->
                        event instanceof ServiceEvent.Found(String of, List<SearchHit> hits)
                                        && of.equals(query)
                                ? Optional.of(hits.stream().map(SearchHit::session).toList())
                                : Optional.empty());
    }

    /** Indexing takes its time. */
    private List<SessionId> foundInTheEnd(String query, int count) {
        List<SessionId> found = found(query);
        for (int i = 0; i < 200 && found.size() != count; i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            found = found(query);
        }
        return found;
    }
}
