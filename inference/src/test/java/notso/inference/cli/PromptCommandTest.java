package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;
import notso.inference.fixture.TestModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PromptCommandTest {

    private static final String TEMPLATE =
            "{%- for message in messages %}[{{ message.role }}] {{ message.content }};{% endfor %}"
                    + "{%- if tools %}{{ tools | length }} tools;{% endif %}"
                    + "{%- if enable_thinking is false %}at once;{% endif %}"
                    + "{{ strftime_now('%d %B %Y') }};"
                    + "{%- if add_generation_prompt %}[assistant]{% endif %}";
    private static final String MESSAGES =
            "[{\"role\": \"user\", \"content\": \"Grüße, 世界 \\ud83d\\ude42\"}]";

    @TempDir Path folder;

    @Test
    void printsExactlyWhatTheTemplateMakes() throws IOException {
        assertEquals(
                "[user] Grüße, 世界 🙂;05 July 2025;[assistant]",
                prompt(MESSAGES, "--date", "2025-07-05").done().out());
    }

    @Test
    void optionsReachTheTemplate() throws IOException {
        Path tools = Files.writeString(folder.resolve("t.json"), "[{\"type\":\"function\"}]");
        assertEquals(
                "[user] Grüße, 世界 🙂;1 tools;at once;05 July 2025;",
                prompt(
                                MESSAGES,
                                "--date",
                                "2025-07-05",
                                "--no-think",
                                "--no-generation-prompt",
                                "--tools",
                                tools)
                        .done()
                        .out());
    }

    @Test
    void modelBringsItsTemplate() throws IOException {
        Path model = TestModel.tiny().withTemplate(TEMPLATE).writeTo(folder.resolve("m.gguf"));
        Path messages = Files.writeString(folder.resolve("m.json"), MESSAGES);
        assertEquals(
                prompt(MESSAGES, "--date", "2024-02-29").out(),
                setting()
                        .run(
                                "prompt",
                                "--messages",
                                messages,
                                "--model",
                                model,
                                "--date",
                                "2024-02-29")
                        .done()
                        .out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[",
                "{}",
                "[]",
                "[1]",
                "[{\"content\": \"no role\"}]",
                "{\"messages\": 7}"
            })
    void hostileMessagesGetOneSentence(String json) throws IOException {
        refused(prompt(json));
    }

    @Test
    void deepNestingGetsOneSentence() throws IOException {
        refused(prompt("[".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if %}",
                "{{ messages",
                "{% for i in range(1000000000) %}x{% endfor %}",
                "{{ raise_exception('not me') }}"
            })
    void templateThatCannotBeRenderedGetsOneSentence(String template) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jinja"), template);
        Path messages = Files.writeString(folder.resolve("m.json"), MESSAGES);
        refused(setting().run("prompt", "--messages", messages, "--template", file));
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Path messages = Files.writeString(folder.resolve("m.json"), MESSAGES);
        CommandRun noTemplate =
                setting().run("prompt", "--messages", messages, "--template", folder);
        refused(noTemplate);
        assertTrue(noTemplate.err().contains("template"), noTemplate.err());
        CommandRun noMessages =
                setting().run("prompt", "--messages", "nix.json", "--template", messages);
        refused(noMessages);
        assertTrue(noMessages.err().contains("nix.json"), noMessages.err());
    }

    private CommandRun prompt(String json, Object... more) throws IOException {
        Path messages = Files.writeString(folder.resolve("m.json"), json);
        Path template = Files.writeString(folder.resolve("t.jinja"), TEMPLATE);
        Object[] arguments = new Object[5 + more.length];
        System.arraycopy(
                new Object[] {"prompt", "--messages", messages, "--template", template},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return setting().run(arguments);
    }

    private static void refused(CommandRun run) {
        assertEquals(3, run.status(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    private Setting setting() {
        return Setting.withHome(folder);
    }
}
