package notso.inference.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.cli.console.Console;
import notso.inference.cli.console.Console.Person;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a command printed and how it ended. */
record CommandRun(int status, String out, String err) {

    /** How to run a command within this process. */
    record Setting(Map<String, String> properties, String input, Set<Person> person) {

        /** Nobody looks, and nothing is typed. */
        static Setting withHome(Path home) {
            return new Setting(Map.of("notso.home", home.toString()), "", Set.of());
        }

        Setting withProperty(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(properties);
            more.put(name, value);
            return new Setting(more, input, person);
        }

        Setting withInput(String text) {
            return new Setting(properties, text, person);
        }

        Setting withPerson(Person... who) {
            return new Setting(properties, input, Set.of(who));
        }

        CommandRun run(Object... arguments) {
            return run(new ByteArrayOutputStream(), arguments);
        }

        /** With an output that sees what is printed as it comes. */
        CommandRun run(OutputStream output, Object... arguments) {
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            Console console =
                    new Console(
                            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                            output,
                            errors,
                            person);
            Map<String, String> before = new LinkedHashMap<>();
            properties.forEach((name, value) -> before.put(name, System.getProperty(name, "")));
            properties.forEach(System::setProperty);
            try {
                int status = NotsoCommand.commandLine(console).execute(words(arguments));
                return new CommandRun(
                        status, output.toString(), errors.toString(StandardCharsets.UTF_8));
            } finally {
                before.forEach(System::setProperty);
            }
        }

        private static String[] words(Object... arguments) {
            return List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
        }
    }

    /** Fails unless the command did its work and had nothing to complain of. */
    CommandRun done() {
        assertEquals("", err);
        assertEquals(ExitStatus.DONE, status);
        return this;
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
