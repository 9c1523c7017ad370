package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;
import notso.inference.command.Category;
import notso.inference.command.SlashCommand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;

/** Every command of a conversation in a terminal, with the scripted engine in its host. */
@Timeout(180)
class ChatCommandsTest {

    private static final String GREETING = "Hello! I am the **built-in demo**";
    private static final String THOUGHT = "A greeting. I should be friendly";

    @TempDir Path folder;

    @Test
    void helpListsEveryCommandInItsGroup() {
        String err = chat("/help").err();
        for (SlashCommand command : SlashCommand.values()) {
            assertTrue(err.contains("  " + command.usage() + " "), command.usage());
            assertTrue(err.contains(command.help() + "\n"), command.help());
        }
        for (Category category : Category.values()) {
            assertTrue(err.contains("\n" + category.title() + "\n"), category.title());
        }
        assertTrue(err.contains("/exit"), err);
    }

    @Test
    void helpOfOneCommandTellsMore() {
        String err = chat("/help temp").err();
        assertTrue(err.contains("/temp NUMBER: sets the temperature"), err);
        assertTrue(err.contains("the default is 0.6."), err);
        assertFalse(err.contains("/clear"), err);
    }

    @Test
    void mistakesAreSentencesAndEndNothing() {
        CommandRun run = chat("/hlep", "/etc", "/temp", "/temp 9", "/clear all", "/quote tour 99");
        assertEquals(0, run.status());
        assertEquals("", run.out());
        assertEquals(
                List.of(
                        "There is no command /hlep; perhaps you mean /help, and //hlep sends it as"
                                + " text.",
                        "There is no command /etc; /help lists them, and //etc sends it as text.",
                        "/temp: The temperature is '', but must be a number such as 0.6.",
                        "/temp: The temperature is '9.0', but must be between 0.0 and 5.0.",
                        "/clear: The argument is 'all', but must be left out; this command takes"
                                + " none.",
                        "The chapter of the tour is '99', but must be between 1 and 10."),
                told(run));
    }

    @Test
    void textThatLooksLikeACommandIsSent() throws IOException {
        chat(400, "//help hello", "/usr/bin/hello", "/export json " + folder.resolve("a.json"));
        assertEquals(List.of("/help hello", "/usr/bin/hello"), contents("a.json", "user"));
    }

    @Test
    void exportedMarkdownHasTheAnswerByteForByteAndTheThinkingApart() throws IOException {
        Path file = folder.resolve("a.md");
        CommandRun run = chat("/system Be kind.", "hello", "/export " + file);
        String text = Files.readString(file);
        String answer = run.out().stripTrailing();
        assertTrue(
                text.startsWith("## System\n\nBe kind.\n\n## You\n\nhello\n\n## Built-in demo\n"));
        assertTrue(text.contains("<details><summary>Thinking</summary>\n\n" + THOUGHT), text);
        assertTrue(text.endsWith("</details>\n\n" + answer + "\n"), text);
        assertTrue(told(run).contains("Written to " + file + "."), run.err());
    }

    @Test
    void exportedJsonIsReadAsMessages() throws IOException {
        Path file = folder.resolve("a.json");
        Path template =
                Files.writeString(
                        folder.resolve("t.jinja"),
                        "{% for m in messages %}[{{ m.role }}]{% endfor %}");
        chat("/system Be kind.", "hello", "/export " + file);
        CommandRun prompt =
                setting().run("prompt", "--messages", file, "--template", template).done();
        assertEquals("[system][user][assistant]", prompt.out());
        JsonNode answer = JsonMapper.shared().readTree(Files.readString(file)).get(2);
        assertTrue(answer.path("content").stringValue().startsWith(GREETING));
        assertTrue(answer.path("reasoning_content").stringValue().startsWith(THOUGHT));
    }

    @Test
    void exportedTextHasNoThinking() throws IOException {
        Path file = folder.resolve("a.txt");
        chat("hello", "/export " + file);
        String text = Files.readString(file);
        assertTrue(text.startsWith("You:\n\nhello\n\nBuilt-in demo:\n\n" + GREETING), text);
        assertFalse(text.contains(THOUGHT), text);
    }

    @Test
    void exportReplacesNothingAndIsForTheUserAlone() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken.md"), "mine");
        CommandRun run =
                chat(
                        "/export " + taken,
                        "/no_think",
                        "hello",
                        "/export " + taken,
                        "/export json " + folder,
                        "/export html " + folder.resolve("a"),
                        "/export " + folder.resolve("no/such/folder.md"));
        assertEquals("mine", Files.readString(taken));
        List<String> told = told(run);
        assertEquals("There is nothing to export yet.", told.get(0));
        List<String> last = told.subList(told.size() - 4, told.size());
        assertTrue(last.get(0).endsWith("must be a name that is still free."), run.err());
        assertTrue(last.get(1).matches(".*conversation-[-\\d]+\\.json\\."), run.err());
        assertTrue(last.get(2).startsWith("HTML is what the window exports"), run.err());
        assertTrue(last.get(3).contains("there is no such folder"), run.err());
        Path written = Path.of(last.get(1).replaceAll("^Written to |\\.$", ""));
        assertEquals(folder.toRealPath(), written.toRealPath().getParent());
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(written));
        }
    }

    @Test
    void thinkingIsToldOrToggled() {
        CommandRun run = chat("/thinking", "hello", "/thinking", "/thinking on", "/no_think");
        assertFalse(run.err().contains(THOUGHT), run.err());
        assertEquals(
                List.of(
                        "The model answers at once.",
                        "The model thinks before it answers.",
                        "The model thinks before it answers.",
                        "The model answers at once."),
                told(run));
    }

    @Test
    void systemPromptIsShownSetAndRemoved() {
        assertEquals(
                List.of(
                        "There is no system prompt.",
                        "The system prompt is set.",
                        "Be kind.",
                        "There is no system prompt."),
                told(chat("/system", "/system Be kind.", "/system", "/system off")));
    }

    @Test
    void resetPutsTheSettingsBackToThoseOfTheCall() {
        CommandRun run =
                setting()
                        .withInput(
                                "/system off\n/temp 1.5\n/think\n/status\n/reset\n/system\n/status")
                        .run("chat", "--system", "Be kind.", "--temp", "0.2", "--no-think");
        List<String> told = told(run);
        assertTrue(told.contains("Be kind."), run.err());
        assertEquals(List.of("on", "off"), row(run, "Thinking"));
        assertEquals(List.of("1.5", "0.2"), row(run, "Temperature"));
    }

    @Test
    void statusCountsWhatWasDone() {
        CommandRun run =
                chat(8192, "/status", "/no_think", "hello", "/quote tour 1:1 @0", "/status");
        assertEquals("Built-in demo", row(run, "Model").getFirst());
        assertEquals(
                List.of("0; answers made since the start: 0", "2; answers made since the start: 1"),
                row(run, "Messages"));
        List<String> tokens = row(run, "Tokens");
        assertEquals("0 read, 0 reused, 0 generated", tokens.getFirst());
        assertTrue(tokens.getLast().matches("1\\d read, 0 reused, 1\\d\\d generated"), run.err());
        assertEquals("none yet", row(run, "First token").getFirst());
        assertTrue(row(run, "First token").getLast().matches("after .* s \\(median\\)"));
        assertEquals("0 of 8,192 tokens", row(run, "Context").getFirst());
        assertTrue(row(run, "Context").getLast().matches("1\\d\\d of 8,192 tokens"), run.err());
        assertTrue(row(run, "Engine").getFirst().startsWith("scripted 1 on "), run.err());
    }

    @Test
    void clearBeginsAnew() throws IOException {
        chat("/no_think", "hello", "/clear", "hey", "/export " + folder.resolve("a.json"));
        assertEquals(List.of("hey"), contents("a.json", "user"));
    }

    @Test
    void regeneratedAnswerTakesThePlaceOfTheOldOne() throws IOException {
        CommandRun run =
                chat(
                        "/regenerate",
                        "/no_think",
                        "qwertz",
                        "/regenerate",
                        "/export " + folder.resolve("a.json"));
        assertTrue(told(run).contains("There is no question to answer again."), run.err());
        assertEquals(List.of("qwertz"), contents("a.json", "user"));
        List<String> answers = contents("a.json", "assistant");
        assertEquals(1, answers.size());
        assertTrue(run.out().startsWith("I cannot answer that"), run.out());
        assertTrue(answers.getFirst().startsWith("Still the"), answers.getFirst());
    }

    @Test
    void answerThatWasCutGoesOnWithinItself() throws IOException {
        CommandRun whole = chat(8192, "hello");
        Path file = folder.resolve("a.json");
        CommandRun run =
                setting()
                        .withInput(
                                "/continue\nhello\n/export %s\n/continue\n/continue\n/export %s"
                                        .formatted(folder.resolve("cut.json"), file))
                        .run("chat", "--context", "64");
        assertTrue(told(run).contains("There is no answer to go on with."), run.err());
        assertTrue(run.err().contains("the context is full"), run.err());
        assertTrue(contents("cut.json", "assistant").getFirst().startsWith("Hello! I am"));
        // The context has no room for more, which loses nothing of what there is.
        assertEquals(contents("cut.json", "assistant"), contents("a.json", "assistant"));
        assertTrue(whole.out().startsWith(contents("a.json", "assistant").getFirst()));
    }

    @Test
    void summaryIsAskedForInTheConversation() throws IOException {
        CommandRun run =
                chat(
                        400,
                        "/summarize",
                        "/no_think",
                        "hello",
                        "/summarize",
                        "/export " + folder.resolve("a.json"));
        assertTrue(told(run).contains("There is nothing to summarize yet."), run.err());
        assertTrue(contents("a.json", "user").get(1).startsWith("Summarize our conversation"));
    }

    @Test
    void windowsCommandsSayThatTheyAreTheWindows() {
        List<String> told = told(chat("/theme dark", "/settings"));
        assertTrue(told.get(0).startsWith("The theme is the window's"), told::toString);
        assertTrue(told.get(1).startsWith("The settings are a page of the window"), told::toString);
    }

    @Test
    void modelThatCannotBeLoadedLeavesTheOneBefore() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken model.gguf"), "no model");
        CommandRun run =
                chat("/no_think", "/model " + broken, "/model nix.gguf", "hello", "/model");
        assertTrue(run.err().contains("broken model.gguf is not a usable GGUF file"), run.err());
        assertTrue(run.err().contains("There is no file at nix.gguf"), run.err());
        assertTrue(run.out().startsWith(GREETING), run.out());
        assertTrue(told(run).getLast().startsWith("Demo: "), run.err());
    }

    @Test
    void quotationGoesToTheOutputAndNotIntoTheConversation() throws IOException {
        Path file = folder.resolve("a b.java");
        Files.writeString(file, "one\n<think>two</think>\n<tool_call>three\nfour\n");
        CommandRun run =
                chat(
                        "/quote tour 1:1 @0",
                        "/quote \"" + file + "\" 2-3 @0",
                        "/quote nix.txt",
                        "/export");
        assertTrue(run.out().startsWith("## 1. Welcome\n\n**1** This is a tour"), run.out());
        assertTrue(
                run.out()
                        .endsWith(
                                "`a b.java`, lines 2–3\n\n```java\n<think>two</think>\n"
                                        + "<tool_call>three\n```\n"),
                run.out());
        assertTrue(
                run.err().contains("The text file is 'nix.txt', but must be a file that exists"));
        assertTrue(told(run).contains("There is nothing to export yet."), run.err());
    }

    /** With room for one short answer, so that nobody waits for its end. */
    private CommandRun chat(String... lines) {
        return chat(80, lines);
    }

    private CommandRun chat(int context, String... lines) {
        return setting()
                .withInput(String.join("\n", lines) + "\n/exit\nnever read\n")
                .run("chat", "--context", context);
    }

    private Setting setting() {
        return Setting.withHome(folder.resolve("home"));
    }

    /** What was said on the error stream behind the greeting, without statistics and thoughts. */
    private static List<String> told(CommandRun run) {
        return run.err().lines().skip(2).filter(line -> !line.startsWith("[")).toList();
    }

    /** The values of one row of all status reports. */
    private static List<String> row(CommandRun run, String name) {
        String start = "  %-12s ".formatted(name);
        return run.err()
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private List<String> contents(String file, String role) throws IOException {
        JsonNode messages = JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("role").stringValue().equals(role))
                .map(message -> message.path("content").stringValue())
                .toList();
    }
}
