package notso.inference;

import java.util.Locale;

/** Turns every {@link Problem} into one sentence that says what is wrong and what to do. */
public final class ProblemText {

    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private ProblemText() {}

    /** One English sentence, without line breaks, that ends with a full stop. */
    public static String sentence(Problem problem) {
        return oneLine(
                switch (problem) {
                    case Problem.FileMissing p ->
                            text(
                                    "There is no file at %s; check the path or choose another"
                                            + " model.",
                                    p.path());
                    case Problem.NotAFile p ->
                            text(
                                    "%s is not a file; choose a model file that ends in .gguf.",
                                    p.path());
                    case Problem.FileUnreadable p ->
                            text(
                                    "%s cannot be read (%s); check its permissions.",
                                    p.path(), p.reason());
                    case Problem.MalformedModel p ->
                            text(
                                    "%s is not a usable GGUF file: %s; download it again or choose"
                                            + " another.",
                                    p.path(), p.detail());
                    case Problem.UnsupportedModel p ->
                            text("%s cannot be used: %s; %s.", p.path(), p.detail(), p.advice());
                    case Problem.BadTemplate p ->
                            text(
                                    "The model's chat template cannot be used: %s; change the"
                                            + " conversation or choose another model.",
                                    p.detail());
                    case Problem.NotEnoughMemory p ->
                            text(
                                    "%s needs %s of memory, but only %s can be had; close other"
                                            + " programs, shorten the context or choose a smaller"
                                            + " model.",
                                    p.what(), size(p.neededBytes()), size(p.availableBytes()));
                    case Problem.InvalidValue p ->
                            text(
                                    "The %s is '%s', but must be %s.",
                                    p.name(), p.value(), p.expected());
                    case Problem.PromptTooLong p ->
                            text(
                                    "The conversation has %,d tokens, but the context holds only"
                                            + " %,d; shorten it or load the model with a longer"
                                            + " context.",
                                    p.promptTokens(), p.contextLength());
                    case Problem.EngineUnavailable p ->
                            text(
                                    "The engine '%s' is not available: %s; %s.",
                                    p.engine(), p.detail(), p.advice());
                    case Problem.NotSupported p ->
                            text(
                                    "The engine '%s' cannot do this: %s; choose another engine.",
                                    p.engine(), p.what());
                    case Problem.EngineFailed p ->
                            text(
                                    "The engine '%s' failed: %s; try again or load the model anew.",
                                    p.engine(), p.detail());
                    case Problem.EngineDied p ->
                            text(
                                    "The engine stopped unexpectedly (exit code %d); send again to"
                                            + " restart it, and see %s for its last words.",
                                    p.exitCode(), p.log());
                    case Problem.EngineHung p ->
                            text(
                                    "The engine gave no sign of life for %.0f seconds and was"
                                            + " ended; send again to restart it, and see %s for its"
                                            + " last words.",
                                    p.silentMillis() / 1000.0, p.log());
                    case Problem.CannotWrite p ->
                            text(
                                    "%s cannot be written (%s); check the folder's permissions.",
                                    p.path(), p.reason());
                    case Problem.DiskFull p ->
                            text(
                                    "The disk of %s is full: %s are needed and %s are free; make"
                                            + " room.",
                                    p.path(), size(p.neededBytes()), size(p.availableBytes()));
                    case Problem.Cancelled _ -> "Stopped, as asked.";
                });
    }

    /** The same digits and separators wherever the program runs. */
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A size in the unit that reads best, such as {@code 1.8 GB}; binary multiples. */
    public static String size(long bytes) {
        if (bytes >= GIBIBYTE) {
            return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIBIBYTE);
        }
        return String.format(Locale.ROOT, "%d MB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
    }

    /** Foreign text in a problem's data must not break the line or drive a terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }
}
