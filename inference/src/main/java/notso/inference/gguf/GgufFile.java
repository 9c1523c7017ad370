package notso.inference.gguf;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An open GGUF file, memory-mapped and checked. Any thread may read it. Everything it hands out is
 * a view over the mapping: after {@link #close} each access to it throws {@link
 * IllegalStateException}, and never touches memory that is gone.
 */
public final class GgufFile implements AutoCloseable {

    private final Path path;
    private final Arena arena;
    private final MemorySegment bytes;
    private final GgufParser.Contents contents;
    private final Map<String, GgufTensor> byName;

    private GgufFile(Path path, Arena arena, MemorySegment bytes, GgufParser.Contents contents) {
        this.path = path;
        this.arena = arena;
        this.bytes = bytes;
        this.contents = contents;
        this.byName =
                contents.tensors().stream()
                        .collect(Collectors.toMap(GgufTensor::name, Function.identity()));
    }

    /**
     * Maps the file, and reads and checks all but the tensors' numbers.
     *
     * @throws EngineException with {@link Problem.FileMissing}, {@link Problem.NotAFile}, {@link
     *     Problem.FileUnreadable} or {@link Problem.MalformedModel}
     */
    public static GgufFile open(Path path) {
        if (Files.notExists(path)) {
            throw new EngineException(new Problem.FileMissing(path));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new EngineException(new Problem.NotAFile(path));
        }
        Arena arena = Arena.ofShared();
        try {
            return open(path, arena);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private static GgufFile open(Path path, Arena arena) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufFile(path, arena, bytes, new GgufParser(path, bytes).parse());
        } catch (NoSuchFileException e) {
            throw new EngineException(new Problem.FileMissing(path), e);
        } catch (AccessDeniedException e) {
            throw new EngineException(new Problem.FileUnreadable(path, "permission denied"), e);
        } catch (IOException e) {
            throw new EngineException(
                    new Problem.FileUnreadable(path, String.valueOf(e.getMessage())), e);
        } catch (InternalError e) {
            // How the JVM reports a mapped page that the file no longer has.
            throw new EngineException(
                    new Problem.FileUnreadable(path, "it became shorter while it was read"), e);
        }
    }

    public Path path() {
        return path;
    }

    /** 2 or 3. */
    public int version() {
        return contents.version();
    }

    /** Bytes of the whole file. */
    public long size() {
        return bytes.byteSize();
    }

    public GgufMetadata metadata() {
        return contents.metadata();
    }

    /** In the order of their descriptors. */
    public List<GgufTensor> tensors() {
        return contents.tensors();
    }

    public Optional<GgufTensor> tensor(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Bytes to whose multiple each tensor's place is rounded up. */
    public int alignment() {
        return contents.alignment();
    }

    /** Where the tensors' bytes begin: behind their descriptors, aligned. */
    public long dataStart() {
        return contents.dataStart();
    }

    /** The tensor's bytes, read-only. */
    public MemorySegment data(GgufTensor tensor) {
        return bytes.asSlice(tensor.offset(), tensor.byteSize());
    }

    /** Ends the mapping; a second time is harmless. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
