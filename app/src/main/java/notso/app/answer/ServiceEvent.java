package notso.app.answer;

import notso.app.context.Ledger;
import notso.app.conversation.Entry;
import notso.app.conversation.MessageId;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.export.ExportException;
import notso.app.conversation.importing.ImportNotice;
import notso.app.conversation.search.SearchHit;
import notso.app.conversation.store.StoreNotice;
import notso.app.engine.EngineEvent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a window is told, in order. */
public sealed interface ServiceEvent {

    /** Of the model. */
    record OfEngine(EngineEvent event) implements ServiceEvent {}

    /**
     * This session is the one to show.
     *
     * @param session a copy of its own, that later events keep up to date
     * @param answering the reply that is being made in it
     */
    record Opened(Session session, Optional<MessageId> answering) implements ServiceEvent {}

    /** Something happened to a session, shown or not. */
    record Changed(SessionId session, Entry entry) implements ServiceEvent {}

    /** The reply is being made from now on, or made longer. */
    record Answering(SessionId session, MessageId reply) implements ServiceEvent {}

    /** The prompt for this reply is being read. */
    record Reading(SessionId session, MessageId reply, int evaluated, int total, int reused)
            implements ServiceEvent {}

    /** The reply is no longer being made; what came of it was told before. */
    record Answered(SessionId session, MessageId reply) implements ServiceEvent {}

    /** All sessions that are not in the trash, the latest first. */
    record Listed(List<SessionSummary> sessions) implements ServiceEvent {}

    /** What fills the context of this session. */
    record Counted(SessionId session, Ledger ledger) implements ServiceEvent {}

    /** What was found for a query, the best first. */
    record Found(String query, List<SearchHit> hits) implements ServiceEvent {}

    /** A session is in this file now. */
    record Exported(SessionId session, Path file) implements ServiceEvent {}

    /**
     * A session could not be written into this file.
     *
     * @param reason empty if there was such a file already
     */
    record NotExported(Path file, Optional<ExportException.Reason> reason)
            implements ServiceEvent {}

    /** So many sessions came out of this file; the notices tell what did not. */
    record Imported(Path file, int sessions, List<ImportNotice> notices) implements ServiceEvent {}

    /** Of the disk. */
    record OfStore(StoreNotice notice) implements ServiceEvent {}
}
