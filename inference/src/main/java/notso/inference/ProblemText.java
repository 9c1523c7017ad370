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
                            "There is no file at %s; check the path or choose another model."
                                    .formatted(p.path());
                    case Problem.NotAFile p ->
                            "%s is not a file; choose a model file that ends in .gguf."
                                    .formatted(p.path());
                    case Problem.FileUnreadable p ->
                            "%s cannot be read (%s); check its permissions."
                                    .formatted(p.path(), p.reason());
                    case Problem.MalformedModel p ->
                            "%s is not a usable GGUF file: %s; download it again or choose another."
                                    .formatted(p.path(), p.detail());
                    case Problem.UnsupportedModel p ->
                            "%s cannot be used: %s; %s."
                                    .formatted(p.path(), p.detail(), p.advice());
                    case Problem.BadTemplate p ->
                            "The model's chat template cannot be used: %s; choose another model."
                                    .formatted(p.detail());
                    case Problem.NotEnoughMemory p ->
                            ("%s needs %s of memory, but only %s can be had; close other programs,"
                                            + " shorten the context or choose a smaller model.")
                                    .formatted(
                                            p.what(),
                                            size(p.neededBytes()),
                                            size(p.availableBytes()));
                    case Problem.InvalidValue p ->
                            "The %s is '%s', but must be %s."
                                    .formatted(p.name(), p.value(), p.expected());
                    case Problem.PromptTooLong p ->
                            ("The conversation has %,d tokens, but the context holds only %,d;"
                                 + " shorten it or load the model with a longer context.")
                                    .formatted(p.promptTokens(), p.contextLength());
                    case Problem.EngineUnavailable p ->
                            "The engine '%s' is not available: %s; %s."
                                    .formatted(p.engine(), p.detail(), p.advice());
                    case Problem.NotSupported p ->
                            "The engine '%s' cannot do this: %s; choose another engine."
                                    .formatted(p.engine(), p.what());
                    case Problem.EngineFailed p ->
                            "The engine '%s' failed: %s; try again or load the model anew."
                                    .formatted(p.engine(), p.detail());
                    case Problem.EngineDied p ->
                            ("The engine stopped unexpectedly (exit code %d); send again to restart"
                                            + " it, and see %s for its last words.")
                                    .formatted(p.exitCode(), p.log());
                    case Problem.EngineHung p ->
                            ("The engine gave no sign of life for %.0f seconds and was ended; send"
                                 + " again to restart it, and see %s for its last words.")
                                    .formatted(p.silentMillis() / 1000.0, p.log());
                    case Problem.CannotWrite p ->
                            "%s cannot be written (%s); check the folder's permissions."
                                    .formatted(p.path(), p.reason());
                    case Problem.DiskFull p ->
                            "The disk of %s is full: %s are needed and %s are free; make room."
                                    .formatted(
                                            p.path(),
                                            size(p.neededBytes()),
                                            size(p.availableBytes()));
                    case Problem.Cancelled _ -> "Stopped, as asked.";
                });
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
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
