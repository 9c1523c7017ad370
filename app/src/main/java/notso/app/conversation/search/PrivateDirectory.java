package notso.app.conversation.search;

import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A folder of files that are the user's alone, whatever new files usually are. */
final class PrivateDirectory extends FilterDirectory {

    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private final Path folder;

    /** Makes the folder where it is not there. */
    PrivateDirectory(Path folder) throws IOException {
        super(FSDirectory.open(made(folder)));
        this.folder = folder;
        for (Path file : files()) {
            restrict(file, FILE);
        }
    }

    private static Path made(Path folder) throws IOException {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                folder,
                isPosix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString(FOLDER))
                        }
                        : new FileAttribute<?>[0]);
        restrict(folder, FOLDER);
        return folder;
    }

    private static void restrict(Path path, String permissions) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Removes all that is in it but this file, which may be locked. */
    void clear(String kept) throws IOException {
        for (Path file : files()) {
            if (!file.endsWith(kept)) {
                Files.delete(file);
            }
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return restricted(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
            throws IOException {
        return restricted(super.createTempOutput(prefix, suffix, context));
    }

    private IndexOutput restricted(IndexOutput output) throws IOException {
        restrict(folder.resolve(output.getName()), FILE);
        return output;
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        Lock lock = super.obtainLock(name);
        restrict(folder.resolve(name), FILE);
        return lock;
    }
}
