package notso.app.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Runs a main class of the test class path in a process of its own.
 *
 * <p>Guarded, the {@link NetworkGuard} is handed on by {@code JDK_JAVA_OPTIONS} in the environment,
 * so that Java processes which this one starts are guarded too, however they are started.
 */
public final class GuardedProcess {

    private static final String AGENT = "guard.jar";
    private static final String SERVICE =
            "META-INF/services/java.net.spi.InetAddressResolverProvider";
    private static final List<Class<?>> CLASSES =
            List.of(
                    NetworkGuard.class,
                    GuardedSelectorProvider.class,
                    RefusingAsynchronousProvider.class,
                    RefusingResolver.class);

    private final Path folder;
    private final List<String> before = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private Optional<Path> agent = Optional.empty();

    /**
     * What came of it.
     *
     * @param guarded command lines of the Java processes that were guarded
     * @param attempts what each of them tried and was refused, with stack traces
     */
    public record Outcome(
            int exitCode, String output, List<String> guarded, List<String> attempts) {}

    /**
     * @param folder an empty one, for what is written down
     */
    public GuardedProcess(Path folder) {
        this.folder = folder;
    }

    public GuardedProcess withGuard() {
        agent = Optional.of(writeAgent(folder.resolve(AGENT)));
        return this;
    }

    /** Has another program run it: its name and its arguments. */
    public GuardedProcess under(String... program) {
        before.addAll(List.of(program));
        return this;
    }

    public GuardedProcess withOption(String option) {
        options.add(option);
        return this;
    }

    /** Runs it to its end, or kills it. */
    public Outcome run(Class<?> main, long seconds, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(before);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx512m");
        line.add("--enable-native-access=ALL-UNNAMED");
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(Arrays.asList(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        agent.ifPresent(jar -> builder.environment().put("JDK_JAVA_OPTIONS", guardOptions(jar)));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            return new Outcome(
                    ended ? process.exitValue() : -1,
                    Files.readString(output),
                    written(NetworkGuard.PROCESS),
                    written(NetworkGuard.ATTEMPT));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String guardOptions(Path jar) {
        return String.join(
                " ",
                "\"-javaagent:%s=%s\"".formatted(jar, folder),
                "-Djava.nio.channels.spi.SelectorProvider="
                        + GuardedSelectorProvider.class.getName(),
                "-Djava.nio.channels.spi.AsynchronousChannelProvider="
                        + RefusingAsynchronousProvider.class.getName(),
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
    }

    private List<String> written(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(kind))
                    .sorted()
                    .map(GuardedProcess::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The guard's classes, as an agent that may be used on any class path. */
    private static Path writeAgent(Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", NetworkGuard.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> each : CLASSES) {
                String name = each.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(RefusingResolver.class.getName().getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
