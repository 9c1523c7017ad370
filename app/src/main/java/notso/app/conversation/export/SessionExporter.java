package notso.app.conversation.export;

import notso.app.conversation.Session;

import java.io.IOException;
import java.util.List;

/** Writes sessions. Without state; what it writes may be read by any program. */
public final class SessionExporter {

    /**
     * Writes one session.
     *
     * @throws IOException as the target throws it
     */
    public void write(
            Session session, ExportFormat format, ExportOptions options, Appendable target)
            throws IOException {
        switch (format) {
            case MARKDOWN -> new MarkdownExport(session, options, target).write();
            case JSON -> new JsonExport(target).write(session);
            case HTML -> new HtmlExport(session, options, target).write();
            case TEXT -> new TextExport(session, options, target).write();
        }
    }

    /**
     * Writes several sessions as JSON, to be imported again.
     *
     * @throws IOException as the target throws it
     */
    public void writeAll(List<Session> sessions, Appendable target) throws IOException {
        new JsonExport(target).write(sessions);
    }
}
