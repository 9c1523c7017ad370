import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Brings the llama.cpp libraries for this machine into the build, by the npm client and a lock file
 * with integrity hashes.
 *
 * <p>Arguments: the folder of lock files, the cache folder, the target folder, and the name of a
 * pack or an empty string for the one that suits this machine. The cache survives {@code mvn
 * clean}; nothing is fetched while it holds what the lock file names. Without npm, or without the
 * registry, one line says so and the build goes on with the portable engine.
 */
final class FetchRuntime {

    private static final long MOST_MINUTES = 10;

    public static void main(String[] args) throws IOException, InterruptedException {
        Path locks = Path.of(args[0]);
        Path cache = Path.of(args[1]);
        Path target = Path.of(args[2]);
        String pack = args.length > 3 && !args[3].isBlank() ? args[3] : packOfThisMachine();
        Path lock = locks.resolve(pack).resolve("package-lock.json");
        if (!Files.exists(lock)) {
            skip("there is no pack '" + pack + "'");
            return;
        }
        Path installed = cache.resolve(pack);
        if (!isCurrent(lock, installed) && !install(locks.resolve(pack), installed)) {
            return;
        }
        int count = copyLibraries(installed, pack, target);
        System.out.printf("llama.cpp libraries: %s, %d files%n", pack, count);
    }

    private static String packOfThisMachine() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (os.contains("win")) {
            return arm ? "win-arm64" : "win-x64";
        }
        if (os.contains("mac")) {
            return arm ? "mac-arm64-metal" : "mac-x64";
        }
        return arm ? "linux-arm64" : "linux-x64";
    }

    /**
     * The lock file is copied last of all, so an interrupted installation is not taken for a whole
     * one.
     */
    private static boolean isCurrent(Path lock, Path installed) throws IOException {
        Path stamp = installed.resolve("installed-lock.json");
        return Files.exists(stamp) && Files.mismatch(lock, stamp) == -1;
    }

    private static boolean install(Path source, Path installed)
            throws IOException, InterruptedException {
        Files.createDirectories(installed);
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    source.resolve(name),
                    installed.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        List<String> command = new ArrayList<>();
        if (windows) {
            command.addAll(List.of("cmd", "/c"));
        }
        command.addAll(
                List.of(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline"));
        Path log = installed.resolve("npm.log");
        Process npm;
        try {
            npm =
                    new ProcessBuilder(command)
                            .directory(installed.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException e) {
            skip("npm is not installed");
            return false;
        }
        if (!npm.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            skip("npm took longer than " + MOST_MINUTES + " minutes");
            return false;
        }
        if (npm.exitValue() != 0) {
            skip("npm failed with exit code " + npm.exitValue() + ", see " + log);
            return false;
        }
        Files.copy(
                source.resolve("package-lock.json"),
                installed.resolve("installed-lock.json"),
                StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /**
     * Copies the libraries that are missing or differ in size; the Node.js addon is left behind.
     */
    private static int copyLibraries(Path installed, String pack, Path target) throws IOException {
        Path bins =
                installed
                        .resolve("node_modules/@node-llama-cpp")
                        .resolve(pack)
                        .resolve("bins")
                        .resolve(pack);
        Files.createDirectories(target);
        List<Path> libraries = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(bins, "*.{so,dll,dylib,metal}")) {
            for (Path file : files) {
                if (!file.getFileName().toString().contains("llama-common")) {
                    libraries.add(file);
                }
            }
        }
        try (DirectoryStream<Path> present = Files.newDirectoryStream(target)) {
            for (Path file : present) {
                if (!Files.exists(bins.resolve(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
        for (Path library : libraries) {
            Path copy = target.resolve(library.getFileName());
            if (!Files.exists(copy) || Files.size(copy) != Files.size(library)) {
                Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return libraries.size();
    }

    private static void skip(String reason) {
        System.out.println(
                "llama.cpp libraries: skipped, because "
                        + reason
                        + "; the portable engine serves instead.");
    }
}
