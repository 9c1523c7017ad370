package notso.app.conversation.search;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.search.SearchHit.Place;
import notso.app.conversation.search.words.Query;

import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds sessions by what was said in them. What was indexed is in a folder, or in memory where that
 * cannot be: then it holds until the end of the process. Whatever is wrong with the folder, what it
 * held is as good as never indexed.
 *
 * <p>For any thread but the window's; each call waits for the one before it. A thread that is
 * interrupted may find nothing.
 */
public final class SearchIndex implements AutoCloseable {

    // Lucene's own assertions, where they are switched on, are caught with its exceptions: a file
    // that somebody has changed makes them fail first.
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    private final Path folder;
    private final Map<SessionId, String> states = new HashMap<>();
    private SessionIndex index;
    private boolean closed;

    private interface Work<T> {
        T run() throws IOException;
    }

    private SearchIndex(Path folder) {
        this.folder = folder;
        index = open();
    }

    /**
     * Opens what was indexed before.
     *
     * @param folder for nothing else; is made, for the user alone
     */
    public static SearchIndex open(Path folder) {
        return new SearchIndex(folder);
    }

    private SessionIndex open() {
        states.clear();
        try {
            SessionIndex opened = SessionIndex.open(folder);
            try {
                states.putAll(opened.states());
                return opened;
            } catch (IOException | RuntimeException | AssertionError e) {
                opened.discard();
                throw e;
            }
        } catch (IOException | RuntimeException | InternalError | AssertionError e) {
            LOG.debug("The index is in memory", e);
            states.clear();
        }
        try {
            return SessionIndex.inMemory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the session was indexed as this summary has it: its time, title and messages. */
    public synchronized boolean isCurrent(SessionSummary summary) {
        return SessionDocument.state(summary).equals(states.get(summary.id()));
    }

    /** Indexes the session as it is now, in the place of what was indexed of it before. */
    public void put(Session session) {
        SessionId id = session.id();
        String state = SessionDocument.state(SessionSummary.of(session));
        Document document = SessionDocument.of(session);
        attempt(
                false,
                () -> {
                    index.put(id, document);
                    states.put(id, state);
                    return true;
                });
    }

    /** Forgets the session; no file holds anything that was said in it any more. */
    public void remove(SessionId id) {
        attempt(false, () -> removeAll(List.of(id)));
    }

    /** Forgets all other sessions. */
    public void retainOnly(Set<SessionId> ids) {
        attempt(
                false,
                () -> removeAll(states.keySet().stream().filter(id -> !ids.contains(id)).toList()));
    }

    private boolean removeAll(List<SessionId> ids) throws IOException {
        List<SessionId> known = ids.stream().filter(states::containsKey).toList();
        if (!known.isEmpty()) {
            index.remove(known);
            known.forEach(states::remove);
        }
        return true;
    }

    /**
     * The sessions that hold every word of the query somewhere, of the last word at least the
     * beginning; what stands in quotation marks has to be there word by word. A phrase or a title
     * comes first, then what is more frequent, then what is newer.
     *
     * @param query plain text; without a letter or digit, nothing is found
     * @param most how many are wanted at most
     */
    public List<SearchHit> search(String query, int most) {
        Query wanted = Query.of(query);
        return wanted.parts().isEmpty() || most <= 0
                ? List.of()
                : attempt(List.of(), () -> hits(wanted, most));
    }

    private List<SearchHit> hits(Query query, int most) throws IOException {
        IndexSearcher searcher = index.searcher();
        org.apache.lucene.search.Query matching =
                SessionQuery.of(query.parts(), searcher.getIndexReader());
        Matcher matcher = new Matcher(query);
        List<SearchHit> hits = new ArrayList<>();
        for (ScoreDoc found : searcher.search(matching, most, SessionQuery.ORDER).scoreDocs) {
            Document stored = searcher.storedFields().document(found.doc);
            List<Section> sections = SessionDocument.sections(stored);
            List<Place> places = Places.of(sections, matcher);
            hits.add(new SearchHit(SessionDocument.id(stored), sections.getFirst().text(), places));
        }
        return hits;
    }

    /**
     * Where the files are not as they were written or cannot be written, the last state that is
     * whole is opened again, so that what is lost is not current.
     */
    private synchronized <T> T attempt(T otherwise, Work<T> work) {
        if (closed) {
            return otherwise;
        }
        try {
            return work.run();
        } catch (IOException | RuntimeException | InternalError | AssertionError e) {
            LOG.debug("The index is opened again", e);
        }
        boolean isInterrupted = Thread.interrupted();
        try {
            index.discard();
        } catch (IOException | RuntimeException | InternalError | AssertionError e) {
            LOG.debug("The index could not be closed", e);
        }
        index = open();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        return otherwise;
    }

    /** Afterwards nothing is found and nothing is kept. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        states.clear();
        try {
            index.close();
        } catch (IOException | RuntimeException | InternalError | AssertionError e) {
            LOG.debug("What was not committed is indexed again", e);
        }
    }
}
