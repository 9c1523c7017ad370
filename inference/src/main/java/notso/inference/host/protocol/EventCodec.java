package notso.inference.host.protocol;

import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationEvent.PromptProgress;
import notso.inference.GenerationEvent.Token;
import notso.inference.GenerationStatistics;

/** The events of a generation as bytes. */
final class EventCodec {

    private static final int PROMPT_PROGRESS = 0;
    private static final int TOKEN = 1;
    private static final int FINISHED = 2;

    private EventCodec() {}

    static void write(FrameWriter out, GenerationEvent event) {
        switch (event) {
            case PromptProgress(int evaluated, int total, int reused) -> {
                out.tag(PROMPT_PROGRESS);
                out.number(evaluated);
                out.number(total);
                out.number(reused);
            }
            case Token(int id, String text, boolean special) -> {
                out.tag(TOKEN);
                out.number(id);
                out.text(text);
                out.flag(special);
            }
            case Finished(FinishReason reason, GenerationStatistics statistics) -> {
                out.tag(FINISHED);
                out.constant(reason);
                out.number(statistics.promptTokens());
                out.number(statistics.reusedTokens());
                out.number(statistics.generatedTokens());
                out.duration(statistics.promptTime());
                out.duration(statistics.generationTime());
                out.duration(statistics.timeToFirstToken());
            }
        }
    }

    static GenerationEvent read(FrameReader in) throws FrameException {
        int tag = in.tag();
        return switch (tag) {
            case PROMPT_PROGRESS -> new PromptProgress(in.number(), in.number(), in.number());
            case TOKEN -> new Token(in.number(), in.text(), in.flag());
            case FINISHED ->
                    new Finished(
                            in.constant(FinishReason.values()),
                            new GenerationStatistics(
                                    in.number(),
                                    in.number(),
                                    in.number(),
                                    in.duration(),
                                    in.duration(),
                                    in.duration()));
            default -> throw new FrameException("there is no event " + tag);
        };
    }
}
