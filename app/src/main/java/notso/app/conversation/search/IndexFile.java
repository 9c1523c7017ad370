package notso.app.conversation.search;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * One file of records, each of a head, which memory holds too, and a text. What is not wanted any
 * more is overwritten with zeros, and when such gaps are more than half of the file, the records
 * move together. Nothing is forced to disk: a record that was not written in full is not there. For
 * one thread at a time; locked, so that it is for one process.
 *
 * <p>A file is: signature and version (64 bits), then records of: kind, size of the head, size of
 * the text, CRC-32C of the head, CRC-32C of these four (32 bits each), the head, the text.
 */
final class IndexFile implements AutoCloseable {

    static final String NAME = "sessions.index";

    /** "NSSEARCH", with the format's version in the last byte. */
    private static final long SIGNATURE = 0x4E53534541524301L;

    private static final int LIVE = 0x4C495645;
    private static final int GAP = 0x47415021;
    private static final int HEADER = 5 * Integer.BYTES;
    private static final int LARGEST = 64 << 20;
    private static final long GAPS_ALLOWED = 1 << 20;
    private static final int CHUNK = 1 << 16;

    /** Where a record is; moves when others go. */
    final class Slot implements IndexedText {
        private long at;
        private final int headSize;
        private final int textSize;

        private Slot(long at, int headSize, int textSize) {
            this.at = at;
            this.headSize = headSize;
            this.textSize = textSize;
        }

        private long size() {
            return HEADER + (long) headSize + textSize;
        }

        @Override
        public byte[] read(int start, int size) throws IOException {
            if (start < 0 || size < 0 || start > textSize - size) {
                throw new EOFException();
            }
            byte[] bytes = new byte[size];
            file.seek(at + HEADER + headSize + start);
            file.readFully(bytes);
            return bytes;
        }

        @Override
        public void drop() {
            try {
                erase(this);
            } catch (IOException _) {
                // It will be found to be out of date, or broken, when it is read the next time.
            }
        }
    }

    /** A record that was found. */
    record Found(byte[] head, Slot slot) {}

    private final RandomAccessFile file;
    private final Set<Slot> slots = new LinkedHashSet<>();
    private long end = Long.BYTES;
    private long gaps;

    private IndexFile(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Opens the file of this folder, makes both where they are not there, and empties what is no
     * such file.
     *
     * @throws IOException if that cannot be, or if another process has it open
     */
    static IndexFile open(Path folder) throws IOException {
        Files.createDirectories(folder, privately(folder, "rwx------"));
        restrict(folder, "rwx------");
        Path path = folder.resolve(NAME);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            Files.createFile(path, privately(folder, "rw-------"));
        }
        restrict(path, "rw-------");
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(file);
            if (file.length() < Long.BYTES || file.readLong() != SIGNATURE) {
                file.setLength(0);
                file.writeLong(SIGNATURE);
            }
            return new IndexFile(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(RandomAccessFile file) throws IOException {
        try {
            if (file.getChannel().tryLock() == null) {
                throw new IOException("in use");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(e);
        }
    }

    private static FileAttribute<?>[] privately(Path folder, String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void restrict(Path path, String permissions) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    /** Reads all heads, in the order in which they were appended; once, before anything else. */
    List<Found> load() throws IOException {
        List<Found> found = new ArrayList<>();
        Optional<Found> next = readRecord();
        while (next.isPresent()) {
            found.add(next.get());
            next = readRecord();
        }
        file.setLength(end);
        return found;
    }

    /** The next one that is whole; moves behind it. */
    private Optional<Found> readRecord() throws IOException {
        long length = file.length();
        byte[] bytes = new byte[HEADER];
        while (length - end >= HEADER) {
            file.seek(end);
            file.readFully(bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes);
            int kind = header.getInt();
            Slot slot = new Slot(end, header.getInt(), header.getInt());
            int headCheck = header.getInt();
            boolean isHeader =
                    check(bytes, HEADER - Integer.BYTES) == header.getInt()
                            && (kind == LIVE || kind == GAP)
                            && isSize(slot.headSize)
                            && isSize(slot.textSize)
                            && slot.size() <= length - end;
            if (!isHeader) {
                break;
            }
            end += slot.size();
            if (kind == GAP) {
                gaps += slot.size();
                continue;
            }
            byte[] head = new byte[slot.headSize];
            file.readFully(head);
            if (check(head, head.length) == headCheck) {
                slots.add(slot);
                return Optional.of(new Found(head, slot));
            }
            gapOut(slot);
        }
        return Optional.empty();
    }

    private static boolean isSize(int size) {
        return size >= 0 && size <= LARGEST;
    }

    /**
     * @throws IOException if there is no room; then nothing has changed
     */
    Slot append(byte[] head, byte[] text) throws IOException {
        if (!isSize(head.length) || !isSize(text.length)) {
            throw new IOException("too large");
        }
        Slot slot = new Slot(end, head.length, text.length);
        byte[] record = new byte[(int) slot.size()];
        ByteBuffer.wrap(record)
                .put(header(LIVE, slot, check(head, head.length)))
                .put(head)
                .put(text);
        try {
            file.seek(end);
            file.write(record);
        } catch (IOException e) {
            file.setLength(end);
            throw e;
        }
        end += record.length;
        slots.add(slot);
        return slot;
    }

    private static byte[] header(int kind, Slot slot, int headCheck) {
        byte[] bytes = new byte[HEADER];
        ByteBuffer.wrap(bytes)
                .putInt(kind)
                .putInt(slot.headSize)
                .putInt(slot.textSize)
                .putInt(headCheck)
                .putInt(HEADER - Integer.BYTES, check(bytes, HEADER - Integer.BYTES));
        return bytes;
    }

    private static int check(byte[] bytes, int length) {
        CRC32C check = new CRC32C();
        check.update(bytes, 0, length);
        return (int) check.getValue();
    }

    private void erase(Slot slot) throws IOException {
        if (!slots.remove(slot)) {
            return;
        }
        gapOut(slot);
        if (gaps > GAPS_ALLOWED && gaps > end / 2) {
            moveTogether();
        }
    }

    /** The zeros come first: if nothing more is written, the head does not match its check. */
    private void gapOut(Slot slot) throws IOException {
        byte[] zeros = new byte[CHUNK];
        file.seek(slot.at + HEADER);
        for (long left = slot.size() - HEADER; left > 0; left -= CHUNK) {
            file.write(zeros, 0, (int) Math.min(left, CHUNK));
        }
        file.seek(slot.at);
        file.write(header(GAP, slot, 0));
        gaps += slot.size();
    }

    /** Where it breaks off, the file ends when it is read the next time. */
    private void moveTogether() throws IOException {
        byte[] chunk = new byte[CHUNK];
        long to = Long.BYTES;
        for (Slot slot : slots) {
            long from = slot.at;
            slot.at = to;
            for (long done = 0; done < slot.size(); ) {
                int size = (int) Math.min(CHUNK, slot.size() - done);
                file.seek(from + done);
                file.readFully(chunk, 0, size);
                file.seek(to + done);
                file.write(chunk, 0, size);
                done += size;
            }
            to += slot.size();
        }
        end = to;
        gaps = 0;
        file.setLength(end);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException _) {
            // What was not written is indexed again.
        }
    }
}
