package notso.app.conversation.store;

import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Summaries of journals, so that a list needs not read them. Each holds only as long as its file
 * has the size and the time that it had. The file of the index can be lost without loss.
 */
final class SessionIndex {

    private static final Logger LOG = LoggerFactory.getLogger(SessionIndex.class);
    private static final long LARGEST = 64 << 20;

    /** Begins the file and counts up with its form; a checksum of all that follows comes next. */
    private static final int FORMAT = 0x4e530001;

    private static final int HEADER_BYTES = 2 * Integer.BYTES;

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
        try {
            byte[] bytes = Files.size(file) <= LARGEST ? Files.readAllBytes(file) : new byte[0];
            if (bytes.length > HEADER_BYTES && isWhole(ByteBuffer.wrap(bytes))) {
                read(
                        new DataInputStream(
                                new ByteArrayInputStream(
                                        bytes, HEADER_BYTES, bytes.length - HEADER_BYTES)));
            }
        } catch (IOException e) {
            LOG.debug("No index of sessions to begin with", e);
        }
    }

    private static boolean isWhole(ByteBuffer bytes) {
        return bytes.getInt() == FORMAT && bytes.getInt() == checksum(bytes.slice());
    }

    private void read(DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Stamp stamp = new Stamp(in.readLong(), in.readLong());
            SessionSummary summary = SummaryBytes.read(in);
            lines.put(summary.id(), new Line(stamp, summary));
        }
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
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
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            disk.write(partial, bytes());
            disk.replace(partial, file);
            changed = false;
        } catch (IOException e) {
            LOG.info("The index of sessions cannot be written", e);
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(lines.size());
        for (Line line : lines.values()) {
            out.writeLong(line.stamp().size());
            out.writeLong(line.stamp().modifiedMillis());
            SummaryBytes.write(line.summary(), out);
        }
        return ByteBuffer.allocate(HEADER_BYTES + body.size())
                .putInt(FORMAT)
                .putInt(checksum(ByteBuffer.wrap(body.toByteArray())))
                .put(body.toByteArray())
                .array();
    }
}
