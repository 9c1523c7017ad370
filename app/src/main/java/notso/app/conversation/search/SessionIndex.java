package notso.app.conversation.search;

import notso.app.conversation.SessionId;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lucene's index of sessions, in a folder or in memory. Works in the thread that calls. After an
 * exception it may be of no more use than to be closed.
 */
final class SessionIndex implements AutoCloseable {

    private static final Duration COMMIT_AFTER = Duration.ofSeconds(5);
    private static final String VERSION_KEY = "version";

    /** Bounds what has to be written again when a session is forgotten. */
    private static final double LARGEST_SEGMENT_MB = 4;

    private static final double BUFFER_MB = 4;

    /** Lucene has a warning for all who do not add the vector module, which words do not need. */
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(Level.SEVERE);
    }

    private final Directory directory;
    private final IndexWriter writer;
    private DirectoryReader reader;
    private long committed = System.nanoTime();

    private SessionIndex(Directory directory, IndexWriter writer, DirectoryReader reader) {
        this.directory = directory;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens the index of this folder, and makes or begins anew what is not there or not usable.
     *
     * @throws IOException if that cannot be, or if another index has it open
     */
    static SessionIndex open(Path folder) throws IOException {
        PrivateDirectory directory = new PrivateDirectory(folder);
        try {
            try {
                return open(directory);
            } catch (LockObtainFailedException e) {
                throw e;
            } catch (IOException | RuntimeException | AssertionError _) {
                try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.clear(IndexWriter.WRITE_LOCK_NAME);
                }
                return open(directory);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            directory.close();
            throw e;
        }
    }

    static SessionIndex inMemory() throws IOException {
        return open(new ByteBuffersDirectory());
    }

    private static SessionIndex open(Directory directory) throws IOException {
        boolean isNew = !DirectoryReader.indexExists(directory);
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setMaxMergedSegmentMB(LARGEST_SEGMENT_MB);
        merging.setForceMergeDeletesPctAllowed(0);
        IndexWriter writer =
                new IndexWriter(
                        directory,
                        new IndexWriterConfig()
                                .setSimilarity(SessionQuery.SIMILARITY)
                                .setMergePolicy(merging)
                                .setMergeScheduler(new SerialMergeScheduler())
                                .setRAMBufferSizeMB(BUFFER_MB));
        try {
            Map<String, String> version = Map.of(VERSION_KEY, SessionDocument.VERSION);
            if (isNew) {
                writer.setLiveCommitData(version.entrySet());
                writer.commit();
            }
            DirectoryReader reader = DirectoryReader.open(writer);
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            if (!reader.getIndexCommit().getUserData().equals(version)) {
                throw new IOException("another version");
            }
            return new SessionIndex(directory, writer, reader);
        } catch (IOException | RuntimeException | AssertionError e) {
            writer.rollback();
            throw e;
        }
    }

    /** What each session was when it was indexed, see {@link SessionDocument#state}. */
    Map<SessionId, String> states() throws IOException {
        Map<SessionId, String> states = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            LeafReader segment = leaf.reader();
            SortedDocValues ids = DocValues.getSorted(segment, SessionDocument.ID);
            BinaryDocValues values = DocValues.getBinary(segment, SessionDocument.STATE);
            while (ids.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                boolean isLive =
                        segment.getLiveDocs() == null || segment.getLiveDocs().get(ids.docID());
                if (isLive && values.advanceExact(ids.docID())) {
                    String id = ids.lookupOrd(ids.ordValue()).utf8ToString();
                    states.put(new SessionId(id), values.binaryValue().utf8ToString());
                }
            }
        }
        return states;
    }

    /** Is lost when the process dies within some seconds. */
    void put(SessionId id, Document document) throws IOException {
        writer.updateDocument(SessionDocument.key(id), document);
        if (System.nanoTime() - committed > COMMIT_AFTER.toNanos()) {
            commit();
        }
    }

    /** Afterwards no file holds anything of these sessions. */
    void remove(Collection<SessionId> ids) throws IOException {
        writer.deleteDocuments(ids.stream().map(SessionDocument::key).toArray(Term[]::new));
        commit();
    }

    /** Files with something that was replaced or removed go when the last reader leaves them. */
    private void commit() throws IOException {
        writer.forceMergeDeletes();
        refresh();
        writer.commit();
        committed = System.nanoTime();
    }

    private void refresh() throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
        if (newer != null) {
            reader.close();
            reader = newer;
        }
    }

    /** Of all that was put and not removed; until the next call of anything. */
    IndexSearcher searcher() throws IOException {
        refresh();
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(SessionQuery.SIMILARITY);
        searcher.setQueryCache(null);
        return searcher;
    }

    @Override
    public void close() throws IOException {
        try {
            if (writer.isOpen()) {
                commit();
            }
        } finally {
            discard();
        }
    }

    /** Closes it as it was committed the last time. */
    void discard() throws IOException {
        DirectoryReader last = reader;
        try (directory;
                last) {
            writer.rollback();
        } catch (AlreadyClosedException _) {
            // An error has closed the writer.
        }
    }
}
