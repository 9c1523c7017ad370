package notso.app.conversation.importing;

import notso.app.conversation.foreign.Limits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The documents of a zip archive. They are told by how they begin; their names are not looked at,
 * and nothing is unpacked to a disk.
 */
final class Archive implements AutoCloseable {

    private static final int LONGEST_START = 64;

    private final ZipFile zip;
    private final JsonSource.Allowance allowance;

    /**
     * @throws IOException if it is no archive
     */
    Archive(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        long swollen = Math.max(Limits.SMALL_BYTES, Files.size(file) * Limits.SWELLING);
        long longest = Math.min(Limits.LONGEST_FILE_BYTES, swollen);
        allowance = new JsonSource.Allowance(longest, 2 * longest);
    }

    /** Those that begin as JSON does, in the archive's order. */
    List<JsonSource> documents() {
        List<JsonSource> documents = new ArrayList<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        for (int i = 0; i < Limits.MOST_ARCHIVE_PARTS && entries.hasMoreElements(); i++) {
            ZipEntry entry = entries.nextElement();
            if (!entry.isDirectory() && beginsAsJson(entry)) {
                documents.add(new JsonSource(() -> zip.getInputStream(entry), allowance));
            }
        }
        return documents;
    }

    private boolean beginsAsJson(ZipEntry entry) {
        try (InputStream in = zip.getInputStream(entry)) {
            for (byte b : in.readNBytes(LONGEST_START)) {
                if (b == '[' || b == '{') {
                    return true;
                }
                boolean isBlankOrMark = b == ' ' || (b >= '\t' && b <= '\r') || b < 0 || b == 0;
                if (!isBlankOrMark) {
                    return false;
                }
            }
            return false;
        } catch (IOException _) {
            // It will fail again where that is told.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
