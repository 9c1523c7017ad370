package notso.app.conversation.store;

import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Summaries of journals, so that a list needs not read them. Each holds only as long as its file
 * has the size and the time that it had. The file of the index can be lost without loss.
 */
final class SessionIndex {

    private static final Logger LOG = LoggerFactory.getLogger(SessionIndex.class);

    private final Disk disk;
    private final Path file;
    private final Map<SessionId, Line> lines = new HashMap<>();
    private boolean changed;

    /** What the file was like when it was summarised. */
    record Stamp(long size, long modifiedMillis) {}

    private record Line(Stamp stamp, SessionSummary summary) {}

    SessionIndex(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /** Reads what is there; what cannot be read is as good as not there. */
    void load() {
        lines.clear();
        try (InputStream in = Files.newInputStream(file)) {
            LineReader reader = new LineReader(in);
            for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
                line.flatMap(JournalLine::decode).ifPresent(this::take);
            }
        } catch (IOException e) {
            LOG.debug("No index of sessions to begin with", e);
        }
    }

    private void take(ObjectNode json) {
        Stamp stamp = new Stamp(json.path("size").asLong(-1), json.path("modified").asLong(-1));
        SummaryJson.read(json)
                .ifPresent(summary -> lines.put(summary.id(), new Line(stamp, summary)));
    }

    /** The summary of a file that still is as it was. */
    Optional<SessionSummary> find(SessionId id, Stamp stamp) {
        return Optional.ofNullable(lines.get(id))
                .filter(line -> line.stamp().equals(stamp))
                .map(Line::summary);
    }

    void put(SessionSummary summary, Stamp stamp) {
        Line line = new Line(stamp, summary);
        changed |= !line.equals(lines.put(summary.id(), line));
    }

    void retainOnly(Set<SessionId> ids) {
        changed |= lines.keySet().retainAll(ids);
    }

    /** Writes the index if it has changed; a failure is worth a log line and no more. */
    void save() {
        if (!changed) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.values()
                .forEach(
                        line -> {
                            ObjectNode json = JsonNodeFactory.instance.objectNode();
                            SummaryJson.write(line.summary(), json);
                            json.put("size", line.stamp().size())
                                    .put("modified", line.stamp().modifiedMillis());
                            bytes.writeBytes(JournalLine.encode(json));
                        });
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = disk.open(partial)) {
                channel.truncate(0);
                ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
                while (buffer.hasRemaining()) {
                    int _ = channel.write(buffer);
                }
            }
            disk.replace(partial, file);
            changed = false;
        } catch (IOException e) {
            LOG.info("The index of sessions cannot be written", e);
        }
    }
}
