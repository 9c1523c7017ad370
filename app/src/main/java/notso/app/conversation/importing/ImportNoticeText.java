package notso.app.conversation.importing;

import notso.app.conversation.foreign.Loss;

import java.util.Locale;

/** Turns every {@link ImportNotice} into one sentence for the user. */
public final class ImportNoticeText {

    private ImportNoticeText() {}

    /** One English sentence that ends with a full stop. */
    public static String sentence(ImportNotice notice) {
        return switch (notice) {
            case ImportNotice.Unreadable n ->
                    text("%s cannot be read (%s); check the file.", n.path(), n.reason());
            case ImportNotice.NothingFound n ->
                    text(
                            "%s holds no conversation of NotSo SmolLM3, ChatGPT or Open WebUI;"
                                    + " choose such an export.",
                            n.path());
            case ImportNotice.TooLarge n ->
                    text("%s holds more than can be imported; the rest was left out.", n.path());
            case ImportNotice.Damaged n ->
                    text("%s is damaged; what is whole was imported.", n.path());
            case ImportNotice.BrokenOff n ->
                    text("\"%s\" is damaged; only its beginning was imported.", n.title());
            case ImportNotice.NewerVersion n ->
                    text(
                            "\"%s\" comes from a newer version of this application; what is known"
                                    + " of it was imported.",
                            n.title());
            case ImportNotice.Copied n ->
                    text("\"%s\" is here already and was imported as a copy.", n.title());
            case ImportNotice.Lost n ->
                    text("\"%s\": %s (%d).", n.title(), clause(n.loss()), n.count());
            case ImportNotice.Further n -> text("%d further notices are not shown.", n.count());
        };
    }

    private static String clause(Loss loss) {
        return switch (loss) {
            case HIDDEN -> "hidden messages were left out";
            case FILE -> "images and files are not part of the export";
            case UNKNOWN_CONTENT -> "messages of an unknown kind were left out";
            case UNKNOWN_SPEAKER -> "messages of an unknown author were left out";
            case MALFORMED -> "damaged messages were left out";
            case PARENT_MISSING -> "messages had lost their place and were given another";
            case LOOP -> "messages followed themselves and were put in order";
            case DUPLICATE -> "what came twice was imported once";
            case SHOWN_MISSING -> "the latest branch is shown, since the shown one is missing";
            case TIME -> "impossible times were replaced";
            case CHARACTER -> "damaged characters were replaced";
            case TOO_DEEP -> "parts that nest too deep were left out";
            case TOO_LONG -> "parts that are too long were left out";
            case TOO_MANY -> "messages beyond the most that fit were left out";
        };
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replaceAll("[\\p{Cc}]+", " ");
    }
}
