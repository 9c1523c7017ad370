package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.fixture.TestModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The shell script that starts the commands, as a process of its own. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class StartScriptTest {

    private static final Path SCRIPT =
            Path.of("..", "packaging", "notso").toAbsolutePath().normalize();

    @TempDir Path folder;

    @Test
    void runsACommandAndPassesItsStatusOn() throws Exception {
        Path model = TestModel.tiny().writeTo(folder.resolve("modèle à moi.gguf"));
        CommandRun told = run(List.of("inspect", model.toString()));
        assertEquals(0, told.status(), told.err());
        assertTrue(told.out().contains("Architecture   smollm3"), told.out());
        CommandRun refused = run(List.of("inspect", folder.resolve("nix.gguf").toString()));
        assertEquals(3, refused.status());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertEquals(2, run(List.of("inspect")).status());
    }

    @Test
    void textIsUtf8WhateverTheLocaleIs() throws Exception {
        Path template = Files.writeString(folder.resolve("t.jinja"), "{{ messages[0].content }}");
        Path messages =
                Files.writeString(
                        folder.resolve("m.json"), "[{\"role\":\"user\",\"content\":\"Ä 世 🙂\"}]");
        CommandRun run =
                run(
                        List.of(
                                "prompt",
                                "--messages",
                                messages.toString(),
                                "--template",
                                template.toString()),
                        Map.of("LC_ALL", "POSIX", "LANG", "POSIX"));
        assertEquals("Ä 世 🙂", run.out(), run.err());
    }

    @Test
    void leadingPropertiesAndOptionsReachTheCommand() throws Exception {
        CommandRun leading =
                run(
                        List.of(
                                "-Dnotso.home=" + folder,
                                "-Dnotso.engine=scripted",
                                "generate",
                                "demo",
                                "-p",
                                "hello",
                                "-n",
                                "5"));
        assertEquals(0, leading.status(), leading.err());
        CommandRun options =
                run(
                        List.of("generate", "demo", "-p", "hello", "-n", "5"),
                        Map.of("NOTSO_OPTS", "-Dnotso.engine=scripted -Dnotso.home=" + folder));
        assertEquals(leading.err(), options.err());
    }

    @Test
    void worksThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), SCRIPT);
        CommandRun run = run(link, List.of("--version"), Map.of());
        assertEquals("notso " + NotsoCommand.VERSION + "\n", run.out(), run.err());
    }

    @Test
    void versionIsThatOfTheBuild() throws IOException {
        assertTrue(
                Files.readString(Path.of("..", "pom.xml"))
                        .contains("<version>" + NotsoCommand.VERSION + "</version>"));
    }

    @Test
    void saysSoWhereNothingIsBuilt() throws Exception {
        Path bare = Files.createDirectories(folder.resolve("bare/packaging")).resolve("notso");
        Files.copy(SCRIPT, bare);
        CommandRun run = run(bare, List.of("--version"), Map.of());
        assertEquals(2, run.status());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("mvn verify"), run.err());
    }

    @Test
    void takesTheFirstJavaThatIsNewEnough() throws Exception {
        Path old = java("old", "17.0.9");
        Path fresh = java("fresh", "26-ea");
        CommandRun run =
                run(
                        List.of("inspect", "a b"),
                        Map.of("NOTSO_JAVA", old.toString(), "JAVA_HOME", fresh.toString()));
        assertTrue(run.out().startsWith("fresh "), run.out() + run.err());
        assertTrue(run.out().endsWith("NotsoCommand inspect a b\n"), run.out());
        assertFalse(run.out().contains("old"), run.out());
    }

    @Test
    void closedPipeEndsQuietly() throws Exception {
        Path model = TestModel.tiny().writeTo(folder.resolve("model.gguf"));
        CommandRun run =
                run(
                        Path.of("/bin/sh"),
                        List.of("-c", "'" + SCRIPT + "' inspect '" + model + "' | head -n 1"),
                        Map.of());
        assertEquals("Name           Random SmolLM3\n", run.out());
        assertEquals("", run.err());
    }

    @Test
    void interruptKeepsWhatThereIsOfTheAnswer() throws Exception {
        Path out = Files.createFile(folder.resolve("out.txt"));
        Path err = Files.createFile(folder.resolve("err.txt"));
        ProcessBuilder builder =
                new ProcessBuilder(
                                SCRIPT.toString(),
                                "-Dnotso.home=" + folder,
                                "generate",
                                "demo",
                                "--no-think",
                                "--engine",
                                "scripted",
                                "-p",
                                "hello")
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        while (Files.size(out) == 0 && process.isAlive()) {
            Thread.sleep(20);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(130, process.exitValue());
        assertTrue(Files.readString(out).startsWith("Hello"), Files.readString(out));
        assertEquals("", Files.readString(err));
    }

    @Test
    void interruptEndsAQuotationAndTheConversationGoesOn() throws Exception {
        Path out = Files.createFile(folder.resolve("out.txt"));
        Path err = Files.createFile(folder.resolve("err.txt"));
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString(), "-Dnotso.home=" + folder, "chat")
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write("/quote tour 1 @5\n");
            in.flush();
            while (Files.size(out) == 0 && process.isAlive()) {
                Thread.sleep(20);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            in.write("/theme\n/exit\n");
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertTrue(Files.readString(out).startsWith("#"), Files.readString(out));
        assertTrue(Files.readString(err).contains("stopped]"), Files.readString(err));
        assertTrue(Files.readString(err).contains("The theme is the window's"));
    }

    /** A folder that looks like a JDK, whose Java prints its name and arguments. */
    private Path java(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name + "/bin")).getParent();
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = home.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\necho " + name + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return home;
    }

    private CommandRun run(List<String> arguments) throws Exception {
        return run(arguments, Map.of());
    }

    private CommandRun run(List<String> arguments, Map<String, String> environment)
            throws Exception {
        return run(SCRIPT, arguments, environment);
    }

    private CommandRun run(Path program, List<String> arguments, Map<String, String> environment)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(arguments);
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(100, TimeUnit.SECONDS));
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
