package notso.app.conversation.export;

import notso.app.conversation.Session;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names for files that Linux, macOS and Windows all take. */
public final class ExportName {

    /** In bytes of UTF-8, with the extension; file systems take 255, encrypted ones 143. */
    static final int LONGEST = 120;

    private static final String OTHERWISE = "conversation";

    /** What some system forbids or gives a meaning, and everything that cannot be seen. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029<>:\"/\\\\|?*%$`]+");

    /** Devices of Windows, whatever follows the dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin|conout|clock)");

    private ExportName() {}

    /** From the session's title; the same name for the same title. */
    public static String suggested(Session session, ExportFormat format) {
        String extension = "." + format.extension();
        String name =
                FORBIDDEN
                        .matcher(Normalizer.normalize(session.title().text(), Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .replaceAll("[\\s\\p{Z}]+", " ");
        name = trimmed(cut(trimmed(name), LONGEST - extension.length()));
        if (name.isEmpty()) {
            return OTHERWISE + extension;
        }
        String stem = name.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
        return (DEVICE.matcher(stem).matches() ? "_" + name : name) + extension;
    }

    /** No dot or blank at either end, no dash at the beginning: it would be an option. */
    private static String trimmed(String name) {
        return name.replaceAll("^[ .~-]+|[ .]+$", "");
    }

    /** At most so many bytes, no character cut in two. */
    private static String cut(String name, int bytes) {
        int end = 0;
        int length = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            length += name.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (length > bytes) {
                break;
            }
            end = next;
        }
        return name.substring(0, end);
    }
}
