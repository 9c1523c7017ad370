package notso.app.conversation.store;

import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;
import notso.app.conversation.Title;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Summaries as bytes, for the index, which has to be read fast by a cold virtual machine. */
final class SummaryBytes {

    private SummaryBytes() {}

    static void write(SessionSummary summary, DataOutputStream out) throws IOException {
        out.writeUTF(summary.id().value());
        out.writeUTF(summary.title().text());
        out.writeByte(summary.title().source().ordinal());
        write(summary.created(), out);
        write(summary.updated(), out);
        out.writeBoolean(summary.pinned());
        out.writeInt(summary.messages());
    }

    private static void write(Instant time, DataOutputStream out) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    /**
     * @throws IOException if the bytes are no summary
     */
    static SessionSummary read(DataInputStream in) throws IOException {
        try {
            return new SessionSummary(
                    new SessionId(in.readUTF()),
                    new Title(in.readUTF(), Title.Source.values()[in.readUnsignedByte()]),
                    time(in),
                    time(in),
                    in.readBoolean(),
                    in.readInt());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException e) {
            throw new IOException(e);
        }
    }

    private static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
