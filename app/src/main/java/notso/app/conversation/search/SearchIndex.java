package notso.app.conversation.search;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.search.SearchHit.Place;
import notso.app.conversation.search.words.Query;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds sessions by what was said in them. All words are in memory, the text for excerpts is in a
 * file of the folder, or in memory too where the file cannot be: then it holds until the end of the
 * process. Whatever is wrong with the file, what it held is as good as never indexed.
 *
 * <p>For any thread but the window's; each call waits for the one before it.
 */
public final class SearchIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    private final Map<SessionId, Entry> entries = new HashMap<>();
    private final Optional<IndexFile> file;
    private boolean closed;

    private record Entry(IndexedSession session, IndexedText text) {}

    private record Match(Rank rank, Entry entry) {}

    private SearchIndex(Optional<IndexFile> file) {
        this.file = file;
    }

    /**
     * Opens what was indexed before.
     *
     * @param folder for nothing else; is made, for the user alone
     */
    public static SearchIndex open(Path folder) {
        try {
            IndexFile file = IndexFile.open(folder);
            try {
                SearchIndex index = new SearchIndex(Optional.of(file));
                file.load().forEach(index::add);
                return index;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException _) {
            return new SearchIndex(Optional.empty());
        }
    }

    private void add(IndexFile.Found found) {
        try {
            IndexedSession session = IndexedSession.of(found.head());
            replace(new Entry(session, found.slot()));
        } catch (IOException _) {
            found.slot().drop();
        }
    }

    /** Whether the session was indexed as this summary has it: its time, title and messages. */
    public synchronized boolean isCurrent(SessionSummary summary) {
        Entry entry = entries.get(summary.id());
        return entry != null && entry.session().isOf(summary);
    }

    /** Indexes the session as it is now, in the place of what was indexed of it before. */
    public void put(Session session) {
        SessionIndexer.Result indexed = SessionIndexer.index(session);
        synchronized (this) {
            if (!closed) {
                replace(new Entry(indexed.session(), keep(indexed)));
            }
        }
    }

    private IndexedText keep(SessionIndexer.Result indexed) {
        if (file.isPresent()) {
            try {
                return file.get().append(indexed.session().toBytes(), indexed.text());
            } catch (IOException _) {
                // The disk may be full. There may be room again for the next one.
            }
        }
        return new IndexedText.InMemory(indexed.text());
    }

    private void replace(Entry entry) {
        Entry before = entries.put(entry.session().id(), entry);
        if (before != null) {
            before.text().drop();
        }
    }

    /** Forgets the session; nothing of what was said in it stays in the file. */
    public synchronized void remove(SessionId id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            entry.text().drop();
        }
    }

    /** Forgets all other sessions. */
    public synchronized void retainOnly(Set<SessionId> ids) {
        List.copyOf(entries.keySet()).stream()
                .filter(id -> !ids.contains(id))
                .forEach(this::remove);
    }

    /**
     * The sessions that hold every word of the query somewhere, of the last word at least the
     * beginning; what stands in quotation marks has to be there word by word. A phrase or a title
     * comes first, then what is more frequent, then what is newer.
     *
     * @param query plain text; without a letter or digit, nothing is found
     * @param most how many are wanted at most
     */
    public synchronized List<SearchHit> search(String query, int most) {
        Matcher matcher = new Matcher(Query.of(query));
        List<Match> matches = new ArrayList<>();
        for (Entry entry : List.copyOf(entries.values())) {
            rank(matcher, entry).ifPresent(rank -> matches.add(new Match(rank, entry)));
        }
        matches.sort((one, other) -> one.rank().compareTo(other.rank()));
        List<SearchHit> hits = new ArrayList<>();
        for (Match match : matches) {
            if (hits.size() >= most) {
                break;
            }
            hit(matcher, match.entry()).ifPresent(hits::add);
        }
        return hits;
    }

    private Optional<Rank> rank(Matcher matcher, Entry entry) {
        try {
            return matcher.match(entry.session())
                    ? Optional.of(matcher.rank(entry.session()))
                    : Optional.empty();
        } catch (RuntimeException e) {
            forget(entry, e);
            return Optional.empty();
        }
    }

    private Optional<SearchHit> hit(Matcher matcher, Entry entry) {
        IndexedSession session = entry.session();
        try {
            matcher.match(session);
            Excerpt excerpt = new Excerpt(session.layout(), entry.text(), matcher);
            List<Place> places = new ArrayList<>();
            for (Matcher.Spot spot : matcher.spots(session.layout())) {
                places.add(excerpt.around(spot));
            }
            return Optional.of(new SearchHit(session.id(), session.title(), places));
        } catch (IOException | RuntimeException e) {
            forget(entry, e);
            return Optional.empty();
        }
    }

    /** Then it is not current, and will be indexed again. */
    private void forget(Entry entry, Exception reason) {
        LOG.debug("What was indexed of session {} is broken", entry.session().id(), reason);
        remove(entry.session().id());
    }

    /** Afterwards nothing is found and nothing is kept. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.clear();
        file.ifPresent(IndexFile::close);
    }
}
