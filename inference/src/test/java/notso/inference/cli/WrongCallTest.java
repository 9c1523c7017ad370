package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.cli.CommandRun.Setting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** A call that does not say what to do gives one line with a hint, and status 2. */
class WrongCallTest {

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-; COMMAND; notso --help",
                "nix; nix; notso --help",
                "--nix; --nix; notso --help",
                "inspect; MODEL; notso inspect --help",
                "inspect a b; 'b'; notso inspect --help",
                "prompt --messages m.json; --model; notso prompt --help",
                "prompt --messages m.json --model a --template b; exclusive; notso prompt --help",
                "prompt --model a; --messages; notso prompt --help",
                "prompt --messages m --model a --date 2025-13-45; --date; notso prompt --help",
                "tokenize a --file; --file; notso tokenize --help",
                "generate a; -p; notso generate --help",
                "generate a -p b -f c; exclusive; notso generate --help",
                "generate a -p b --temp abc; --temp; notso generate --help",
                "generate a -p b -n 1.5; -n; notso generate --help",
                "generate a -p b --engine nix; llamacpp; notso generate --help",
                "generate a -p b --kv-type nix; --kv-type; notso generate --help",
                "bench; MODEL; notso bench --help",
                "adapt a; OUT; notso adapt --help",
                "chat a b; 'b'; notso chat --help"
            })
    void oneLineSaysWhatIsWrongAndWhereHelpIs(String call, String what, String hint) {
        String[] words = call.equals("-") ? new String[0] : call.split(" ");
        CommandRun run = Setting.withHome(home).run((Object[]) words);
        assertEquals(2, run.status(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(what.strip()), run.err());
        assertTrue(run.err().endsWith("see '" + hint.strip() + "'.\n"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "prompt", "tokenize", "generate", "bench", "adapt", "chat"})
    void everyCommandHasHelp(String command) {
        CommandRun run = Setting.withHome(home).run(command, "--help").done();
        assertTrue(run.out().startsWith("Usage: notso " + command), run.out());
    }

    @Test
    void helpListsCommandsAndStatuses() {
        String help = Setting.withHome(home).run("--help").done().out();
        assertTrue(help.contains("inspect") && help.contains("chat"), help);
        assertTrue(help.contains("3 for bad input"), help);
    }
}
