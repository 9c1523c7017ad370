package notso.inference.smollm3;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.LoadProgress;
import notso.inference.Problem;
import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of adapted files, named by the content of what they were made from, so that each model
 * is adapted once wherever its file lies. Beside each stands a text file with the {@link
 * ContentKey} of what was written; where the two do not agree, it is made anew. Several processes
 * may share the folder.
 */
public final class AdaptationCache {

    private final Path folder;
    private final WholeFile.FreeSpace freeSpace;

    /**
     * @param folder created when first needed
     */
    public AdaptationCache(Path folder) {
        this(folder, place -> Files.getFileStore(place).getUsableSpace());
    }

    AdaptationCache(Path folder, WholeFile.FreeSpace freeSpace) {
        this.folder = folder;
        this.freeSpace = freeSpace;
    }

    /**
     * The adapted file of a model; made now if it is not there.
     *
     * @param contentKey the {@link ContentKey} of the source
     * @param progress told of the adaptation, if there has to be one
     * @throws EngineException as {@link Adaptation#writeTo} does
     */
    public Path adapted(
            GgufFile source,
            String contentKey,
            LoadProgress.Listener progress,
            CancelSignal cancel) {
        Adaptation adaptation = new Adaptation(source);
        String name = "%s-%d".formatted(contentKey, Adaptation.VERSION);
        Path file = folder.resolve(name + ".gguf");
        Path seal = folder.resolve(name + ".seal");
        if (isWhole(file, seal)) {
            return file;
        }
        try (FolderLock _ = FolderLock.take(folder, cancel)) {
            if (!isWhole(file, seal)) {
                removeUnfinished();
                adaptation.writeTo(new WholeFile(file, freeSpace), progress, cancel);
                writeSeal(file, seal);
            }
        }
        return file;
    }

    private static boolean isWhole(Path file, Path seal) {
        if (!Files.isRegularFile(file) || !Files.isRegularFile(seal)) {
            return false;
        }
        try (GgufFile adapted = GgufFile.open(file)) {
            return Files.readString(seal).equals(ContentKey.of(adapted));
        } catch (EngineException | IOException _) {
            return false;
        }
    }

    private void writeSeal(Path file, Path seal) {
        try (GgufFile adapted = GgufFile.open(file)) {
            byte[] text = ContentKey.of(adapted).getBytes(StandardCharsets.UTF_8);
            new WholeFile(seal, freeSpace)
                    .write(text.length, file, channel -> channel.write(ByteBuffer.wrap(text)));
        }
    }

    /** What killed processes left; nobody else writes while the folder is locked. */
    private void removeUnfinished() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> unfinished =
                    files.filter(file -> file.toString().endsWith(WholeFile.UNFINISHED)).toList();
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.CannotWrite(folder, String.valueOf(e.getMessage())), e);
        }
    }
}
