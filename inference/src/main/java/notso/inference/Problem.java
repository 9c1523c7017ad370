package notso.inference;

import java.nio.file.Path;

/**
 * Everything that can go wrong with a model, an engine or a request. {@link ProblemText} turns each
 * into one sentence.
 */
public sealed interface Problem {

    /** There is nothing at this path. */
    record FileMissing(Path path) implements Problem {}

    /** A file was expected, this is something else, such as a folder. */
    record NotAFile(Path path) implements Problem {}

    /** The system refuses to read it. */
    record FileUnreadable(Path path, String reason) implements Problem {}

    /**
     * The file is no GGUF at all, or is broken; {@code detail} is a clause such as "it is cut off".
     */
    record MalformedModel(Path path, String detail) implements Problem {}

    /** The file is a whole GGUF, but cannot be used; {@code detail} is a clause that says why. */
    record UnsupportedModel(Path path, String detail, String advice) implements Problem {}

    /** The model's own chat template cannot be rendered. */
    record BadTemplate(String detail) implements Problem {}

    /** More memory is needed than there is; both in bytes. */
    record NotEnoughMemory(String what, long neededBytes, long availableBytes) implements Problem {}

    /** A number or a name is not one of those allowed. */
    record InvalidValue(String name, String value, String expected) implements Problem {}

    /** The prompt leaves no room for an answer; both in tokens. */
    record PromptTooLong(int promptTokens, int contextLength) implements Problem {}

    /** An engine cannot be had on this machine; {@code advice} says what to do about it. */
    record EngineUnavailable(String engine, String detail, String advice) implements Problem {}

    /** An engine cannot do what was asked, and does not pretend to. */
    record NotSupported(String engine, String what) implements Problem {}

    /** The engine reported a failure of its own. */
    record EngineFailed(String engine, String detail) implements Problem {}

    /** The engine's process ended by itself; {@code log} is where its last words are. */
    record EngineDied(int exitCode, Path log) implements Problem {}

    /** The engine's process has not been heard of for too long and was ended. */
    record EngineHung(long silentMillis, Path log) implements Problem {}

    /** A file could not be written. */
    record CannotWrite(Path path, String reason) implements Problem {}

    /** The disk has too little room; both in bytes. */
    record DiskFull(Path path, long neededBytes, long availableBytes) implements Problem {}

    /** The caller asked to stop before there was a result. */
    record Cancelled() implements Problem {}
}
