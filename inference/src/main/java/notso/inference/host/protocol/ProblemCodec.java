package notso.inference.host.protocol;

import notso.inference.Problem;

import java.util.List;

/** Problems as bytes, with all their data. */
final class ProblemCodec {

    /**
     * Reads the fields of each kind; its place in the list is the tag that {@link #write} gives.
     */
    private static final List<FrameReader.Value<Problem>> READERS =
            List.of(
                    in -> new Problem.FileMissing(in.path()),
                    in -> new Problem.NotAFile(in.path()),
                    in -> new Problem.FileUnreadable(in.path(), in.text()),
                    in -> new Problem.MalformedModel(in.path(), in.text()),
                    in -> new Problem.UnsupportedModel(in.path(), in.text(), in.text()),
                    in -> new Problem.BadTemplate(in.text()),
                    in -> new Problem.NotEnoughMemory(in.text(), in.longNumber(), in.longNumber()),
                    in -> new Problem.InvalidValue(in.text(), in.text(), in.text()),
                    in -> new Problem.PromptTooLong(in.number(), in.number()),
                    in -> new Problem.EngineUnavailable(in.text(), in.text(), in.text()),
                    in -> new Problem.NotSupported(in.text(), in.text()),
                    in -> new Problem.EngineFailed(in.text(), in.text()),
                    in -> new Problem.EngineDied(in.number(), in.path()),
                    in -> new Problem.EngineHung(in.longNumber(), in.path()),
                    in -> new Problem.CannotWrite(in.path(), in.text()),
                    in -> new Problem.DiskFull(in.path(), in.longNumber(), in.longNumber()),
                    _ -> new Problem.Cancelled());

    private ProblemCodec() {}

    static Problem read(FrameReader in) throws FrameException {
        int tag = in.tag();
        if (tag >= READERS.size()) {
            throw new FrameException("there is no problem " + tag);
        }
        return READERS.get(tag).read(in);
    }

    static void write(FrameWriter out, Problem problem) {
        switch (problem) {
            case Problem.FileMissing p -> write(out, 0, p.path());
            case Problem.NotAFile p -> write(out, 1, p.path());
            case Problem.FileUnreadable p -> write(out, 2, p.path(), p.reason());
            case Problem.MalformedModel p -> write(out, 3, p.path(), p.detail());
            case Problem.UnsupportedModel p -> write(out, 4, p.path(), p.detail(), p.advice());
            case Problem.BadTemplate p -> write(out, 5, p.detail());
            case Problem.NotEnoughMemory p ->
                    write(out, 6, p.what(), p.neededBytes(), p.availableBytes());
            case Problem.InvalidValue p -> write(out, 7, p.name(), p.value(), p.expected());
            case Problem.PromptTooLong p -> write(out, 8, p.promptTokens(), p.contextLength());
            case Problem.EngineUnavailable p -> write(out, 9, p.engine(), p.detail(), p.advice());
            case Problem.NotSupported p -> write(out, 10, p.engine(), p.what());
            case Problem.EngineFailed p -> write(out, 11, p.engine(), p.detail());
            case Problem.EngineDied p -> write(out, 12, p.exitCode(), p.log());
            case Problem.EngineHung p -> write(out, 13, p.silentMillis(), p.log());
            case Problem.CannotWrite p -> write(out, 14, p.path(), p.reason());
            case Problem.DiskFull p ->
                    write(out, 15, p.path(), p.neededBytes(), p.availableBytes());
            case Problem.Cancelled _ -> write(out, 16);
        }
    }

    private static void write(FrameWriter out, int tag, Object... fields) {
        out.tag(tag);
        for (Object field : fields) {
            switch (field) {
                case Integer number -> out.number(number.intValue());
                case Long number -> out.number(number.longValue());
                default -> out.text(field.toString());
            }
        }
    }
}
