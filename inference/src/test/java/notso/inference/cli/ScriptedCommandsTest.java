package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;
import notso.inference.cli.console.Console.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commands that generate, with the scripted engine in its host. */
@Timeout(120)
class ScriptedCommandsTest {

    @TempDir Path home;

    @Test
    void pipeGetsTheAnswerAloneAndThinkingGoesToTheErrorStream() {
        CommandRun run = generate("-n", 60);
        assertEquals(0, run.status());
        assertTrue(run.out().startsWith("Hello! I am the **built-in demo**"), run.out());
        assertTrue(run.out().endsWith("\n"), run.out());
        assertTrue(run.err().startsWith("A greeting."), run.err());
        assertFalse(run.out().contains("A greeting."), run.out());
    }

    @Test
    void terminalShowsThinkingDimmedAboveTheAnswer() {
        CommandRun run =
                Setting.withHome(home)
                        .withPerson(Person.READS_OUTPUT, Person.SEES_STYLES)
                        .run("generate", "demo", "-p", "hello", "-n", 40, "--engine", "scripted");
        assertTrue(run.out().startsWith("\033[2mA\033[0m\033[2m greetin\033[0m"), run.out());
        assertTrue(run.out().contains("\n\nHello! I am"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void personSeesStatisticsOnTheErrorStream() {
        CommandRun run =
                Setting.withHome(home)
                        .withPerson(Person.READS_ERRORS)
                        .run("generate", "demo", "-p", "hello", "-n", 5, "--engine", "scripted");
        String last = run.err().lines().reduce((_, line) -> line).orElseThrow();
        assertTrue(last.startsWith("[5 tokens · "), last);
        assertTrue(last.endsWith("cut at the limit]"), last);
    }

    @Test
    void jsonGivesEveryEventAndEndsWithTheCounts() {
        CommandRun run = generate("-n", 30, "--json").done();
        List<JsonNode> events =
                run.lines().stream().map(line -> JsonMapper.shared().readTree(line)).toList();
        assertEquals("progress", events.getFirst().path("event").stringValue());
        assertEquals(30, count(events, "token"));
        assertEquals(
                texts(events, "token").replace("\n", ""),
                "<think>" + texts(events, "thinking") + "</think>" + texts(events, "answer"));
        JsonNode last = events.getLast();
        assertEquals("finished", last.path("event").stringValue());
        assertEquals("length", last.path("reason").stringValue());
        assertEquals(30, last.path("generatedTokens").intValue());
        assertTrue(last.path("promptTokens").intValue() > 0);
        assertTrue(last.path("tokensPerSecond").doubleValue() > 0);
        for (String name :
                List.of(
                        "reusedTokens",
                        "evaluatedTokens",
                        "promptTokensPerSecond",
                        "timeToFirstTokenMillis")) {
            assertTrue(last.path(name).isNumber(), name);
        }
    }

    @Test
    void closedOutputEndsTheCommandQuietly() {
        CommandRun run =
                Setting.withHome(home)
                        .run(
                                new BrokenPipe(),
                                "generate",
                                "demo",
                                "-p",
                                "hello",
                                "--no-think",
                                "--engine",
                                "scripted");
        assertEquals(0, run.status());
        assertEquals("", run.err());
    }

    @Test
    void promptComesFromAFileToo() throws IOException {
        Path file = Files.writeString(home.resolve("question.txt"), "hello");
        CommandRun run =
                Setting.withHome(home)
                        .run("generate", "demo", "-f", file, "-n", 30, "--engine", "scripted");
        assertEquals(generate("-n", 30).out(), run.out());
    }

    @Test
    void chatWithoutAModelIsLabelledAsADemoAndAnswersEachLine() {
        CommandRun run =
                Setting.withHome(home)
                        .withInput(
                                "/no_think\n/nix\n/help\n/temp hot\n\nhello\n/exit\nnever read\n")
                        .run("chat");
        assertEquals(0, run.status());
        assertTrue(run.err().startsWith("Demo: "), run.err());
        assertTrue(run.err().contains("There is no command /nix"), run.err());
        assertTrue(run.err().contains("/clear"), run.err());
        assertTrue(run.err().contains("The temperature is 'hot', but must be"), run.err());
        assertTrue(run.out().startsWith("Hello! I am the **built-in demo**"), run.out());
        assertEquals(1, run.out().lines().filter(line -> line.startsWith("Hello!")).count());
    }

    @Test
    void engineOfThePropertyServesWhereNoneIsNamed() {
        CommandRun run =
                Setting.withHome(home)
                        .withProperty("notso.engine", "scripted")
                        .run("bench", "demo", "-p", 20, "-n", 3, "-r", 1, "--json")
                        .done();
        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertEquals("scripted", result.path("engine").stringValue());
        assertEquals(20, result.path("promptTokens").intValue());
        assertEquals(3, result.path("generatedTokens").intValue());
        assertEquals(1, result.path("tokensPerSecondEach").size());
    }

    private CommandRun generate(Object... more) {
        Object[] arguments = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"generate", "demo", "-p", "hello", "--engine", "scripted"},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Setting.withHome(home).run(arguments);
    }

    private static long count(List<JsonNode> events, String kind) {
        return events.stream().filter(e -> e.path("event").stringValue().equals(kind)).count();
    }

    private static String texts(List<JsonNode> events, String kind) {
        StringBuilder text = new StringBuilder();
        events.stream()
                .filter(event -> event.path("event").stringValue().equals(kind))
                .forEach(event -> text.append(event.path("text").stringValue()));
        return text.toString();
    }

    /** A pipe that nobody reads. */
    private static final class BrokenPipe extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public String toString() {
            return "";
        }
    }
}
