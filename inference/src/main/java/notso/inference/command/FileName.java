package notso.inference.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files as people type them: {@code ~} is the home folder, quotation marks are none. */
final class FileName {

    private FileName() {}

    /**
     * @param what the file's role, such as {@code model file}
     * @throws notso.inference.EngineException if no file can have this name
     */
    static Path path(String what, String typed) {
        String name = unquoted(typed);
        boolean inHome = name.equals("~") || name.startsWith("~/") || name.startsWith("~\\");
        try {
            return inHome
                    ? Path.of(System.getProperty("user.home"), name.substring(1))
                    : Path.of(name);
        } catch (InvalidPathException e) {
            throw Arguments.invalid(what, name, "a name that a file can have");
        }
    }

    private static String unquoted(String text) {
        boolean quoted =
                text.length() > 1
                        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                        && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
