package notso.app.conversation.export;

import java.time.ZoneId;
import java.util.Locale;

/**
 * What to write beside questions and answers, and how. JSON has everything whatever they say.
 *
 * @param reasoning whether what the model thought goes with its answers
 * @param statistics whether a line with counts and speeds follows each answer
 * @param zone of the times
 * @param locale of the words that are not the conversation's own
 */
public record ExportOptions(boolean reasoning, boolean statistics, ZoneId zone, Locale locale) {

    /** With reasoning, without statistics. */
    public static ExportOptions of(ZoneId zone, Locale locale) {
        return new ExportOptions(true, false, zone, locale);
    }

    public ExportOptions withReasoning(boolean value) {
        return new ExportOptions(value, statistics, zone, locale);
    }

    public ExportOptions withStatistics(boolean value) {
        return new ExportOptions(reasoning, value, zone, locale);
    }
}
