package notso.inference.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How to start an engine host. Immutable: each {@code with} method returns a changed copy.
 *
 * @param java the Java executable
 * @param classPath where the host's classes are
 * @param mainClass its main class
 * @param engine the name of the engine to run in it, see {@link Backends}
 * @param jvmOptions options of its virtual machine
 * @param properties system properties to set in it
 * @param logs the folder for its log files
 * @param longestSilence how long it may be silent before it counts as hung
 */
public record HostCommand(
        Path java,
        String classPath,
        String mainClass,
        String engine,
        List<String> jvmOptions,
        Map<String, String> properties,
        Path logs,
        Duration longestSilence) {

    /** Beats of the heart within {@link #longestSilence}. */
    static final int BEATS = 10;

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /**
     * The weights lie outside the heap. Running out of it ends the process and not just a thread.
     */
    private static final List<String> SMALL =
            List.of(
                    "-Xms16m",
                    "-Xmx96m",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+ErrorFileToStdout",
                    "-XX:-CreateCoredumpOnCrash",
                    "-Djava.awt.headless=true",
                    "--enable-native-access=ALL-UNNAMED");

    /**
     * The launcher of an installed application sets this for itself; it misleads another process.
     */
    private static final String LAUNCHER = "_JPACKAGE_LAUNCHER";

    public HostCommand {
        jvmOptions = List.copyOf(jvmOptions);
        properties = Map.copyOf(properties);
    }

    /**
     * A host with this process's own Java, classes and {@code notso.*} properties, 96 MB of heap
     * and ten seconds of patience.
     */
    public static HostCommand of(String engine, Path logs) {
        String executable =
                System.getProperty("os.name").startsWith("Windows") ? "java.exe" : "java";
        return new HostCommand(
                Path.of(System.getProperty("java.home"), "bin", executable),
                System.getProperty("java.class.path"),
                HostMain.class.getName(),
                engine,
                SMALL,
                ownProperties(System.getProperties()),
                logs,
                TEN_SECONDS);
    }

    public HostCommand withJava(Path value) {
        return new HostCommand(
                value, classPath, mainClass, engine, jvmOptions, properties, logs, longestSilence);
    }

    public HostCommand withClassPath(String value) {
        return new HostCommand(
                java, value, mainClass, engine, jvmOptions, properties, logs, longestSilence);
    }

    public HostCommand withMainClass(String value) {
        return new HostCommand(
                java, classPath, value, engine, jvmOptions, properties, logs, longestSilence);
    }

    /** One more option, which wins over those before it. */
    public HostCommand withJvmOption(String value) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add(value);
        return new HostCommand(
                java, classPath, mainClass, engine, options, properties, logs, longestSilence);
    }

    public HostCommand withProperty(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(name, value);
        return new HostCommand(
                java, classPath, mainClass, engine, jvmOptions, changed, logs, longestSilence);
    }

    public HostCommand withLongestSilence(Duration value) {
        return new HostCommand(
                java, classPath, mainClass, engine, jvmOptions, properties, logs, value);
    }

    /** The time between two signs of life. */
    Duration beat() {
        return longestSilence.dividedBy(BEATS);
    }

    ProcessBuilder process(Path socket) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(jvmOptions);
        new TreeMap<>(properties).forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-cp", classPath, mainClass));
        line.addAll(List.of(socket.toString(), engine, Long.toString(beat().toMillis())));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().remove(LAUNCHER);
        // On an abort, ggml would run a debugger for a backtrace, for seconds.
        builder.environment().put("GGML_NO_BACKTRACE", "1");
        if (System.getProperties().containsKey("jpackage.app-path")) {
            // Also the launcher's there; elsewhere it is the user's, who may need it for a driver.
            builder.environment().remove("LD_LIBRARY_PATH");
        }
        return builder;
    }

    private static Map<String, String> ownProperties(Properties properties) {
        Map<String, String> own = new LinkedHashMap<>();
        // DJL's tokenizers report their use over the network unless told not to.
        own.put("OPT_OUT_TRACKING", "true");
        properties
                .stringPropertyNames()
                .forEach(
                        name -> {
                            if (name.startsWith("notso.")) {
                                own.put(name, properties.getProperty(name));
                            }
                        });
        return own;
    }
}
