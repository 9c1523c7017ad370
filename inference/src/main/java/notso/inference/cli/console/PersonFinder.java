package notso.inference.cli.console;

import notso.inference.cli.console.Console.Person;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds out which streams of this process lead to a person. */
final class PersonFinder {

    /**
     * Which of {@code in}, {@code out} and {@code err} are terminals. A start script can tell each
     * of them; Java alone can only tell whether input and output both are.
     */
    private static final String PROPERTY = "notso.terminal";

    private PersonFinder() {}

    static Set<Person> find() {
        Set<Person> person = EnumSet.noneOf(Person.class);
        String told = System.getProperty(PROPERTY, "unknown").strip();
        List<String> streams =
                told.equals("unknown")
                        ? (isTerminal() ? List.of("in", "out", "err") : List.of())
                        : Arrays.asList(told.split("\\W+"));
        if (streams.contains("in")) {
            person.add(Person.TYPES);
        }
        if (streams.contains("out")) {
            person.add(Person.READS_OUTPUT);
        }
        if (streams.contains("err")) {
            person.add(Person.READS_ERRORS);
        }
        if (seesStyles()) {
            person.add(Person.SEES_STYLES);
        }
        return person;
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** The conventions of no-color.org and of terminals that cannot move the cursor. */
    private static boolean seesStyles() {
        String noColor = System.getenv().getOrDefault("NO_COLOR", "");
        return noColor.isEmpty() && !"dumb".equals(System.getenv("TERM"));
    }
}
