package notso.app.conversation.store;

import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings files of earlier versions to the one that is written here, and keeps the originals. */
final class Migrations {

    private final Disk disk;
    private final Path originals;
    private final List<Migration> steps;
    private final int version;

    /**
     * @param originals the folder for files as they were
     * @param steps one for each earlier version that there has been
     */
    Migrations(Disk disk, Path originals, List<Migration> steps, int version) {
        this.disk = disk;
        this.originals = originals;
        this.steps = List.copyOf(steps);
        this.version = version;
    }

    /** The version of a file; empty if its first line is no header. */
    static Optional<Integer> version(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new LineReader(in)
                    .next()
                    .flatMap(JournalLine::decode)
                    .flatMap(Header::of)
                    .map(Header::version);
        }
    }

    /** Brings a file up to date if it is of an earlier version that is known. */
    void apply(Path file) throws IOException {
        Optional<Integer> found = version(file);
        if (found.isEmpty() || found.get() >= version || step(found.get()).isEmpty()) {
            return;
        }
        List<ObjectNode> lines = lines(file);
        int at = found.get();
        for (Optional<Migration> step = step(at); step.isPresent(); step = step(++at)) {
            lines = step.get().lines().apply(lines);
        }
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        write(partial, lines);
        disk.createFolder(originals);
        Files.copy(file, disk.freeName(originals.resolve(file.getFileName() + ".v" + found.get())));
        disk.replace(partial, file);
    }

    private Optional<Migration> step(int from) {
        return steps.stream().filter(step -> step.from() == from && from < version).findFirst();
    }

    private static List<ObjectNode> lines(Path file) throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            LineReader reader = new LineReader(in);
            for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
                line.flatMap(JournalLine::decode).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private void write(Path file, List<ObjectNode> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes(JournalLine.encode(line)));
        disk.write(file, bytes.toByteArray());
    }
}
