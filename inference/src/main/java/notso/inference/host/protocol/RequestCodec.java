package notso.inference.host.protocol;

import notso.inference.GenerationRequest;
import notso.inference.Prompt;
import notso.inference.Prompt.Segment;
import notso.inference.Sampling;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Prompts and requests as bytes. */
final class RequestCodec {

    private static final int MARKUP = 0;
    private static final int PLAIN = 1;
    private static final int TOKENS = 2;

    private RequestCodec() {}

    static void write(FrameWriter out, GenerationRequest request) {
        writePrompt(out, request.prompt());
        writeSampling(out, request.sampling());
        out.number(request.maxTokens());
        out.list(request.stop(), FrameWriter::text);
        out.flag(request.endsTurns());
    }

    static GenerationRequest read(FrameReader in) throws FrameException {
        return new GenerationRequest(
                readPrompt(in),
                readSampling(in),
                in.number(),
                in.list(FrameReader::text),
                in.flag());
    }

    static void writePrompt(FrameWriter out, Prompt prompt) {
        out.list(prompt.segments(), RequestCodec::writeSegment);
    }

    static Prompt readPrompt(FrameReader in) throws FrameException {
        return new Prompt(in.list(RequestCodec::readSegment));
    }

    private static void writeSegment(FrameWriter out, Segment segment) {
        switch (segment) {
            case Segment.Markup(String text) -> {
                out.tag(MARKUP);
                out.text(text);
            }
            case Segment.Plain(String text) -> {
                out.tag(PLAIN);
                out.text(text);
            }
            case Segment.Tokens(List<Integer> ids) -> {
                out.tag(TOKENS);
                out.numbers(ids.stream().mapToInt(Integer::intValue).toArray());
            }
        }
    }

    private static Segment readSegment(FrameReader in) throws FrameException {
        int tag = in.tag();
        return switch (tag) {
            case MARKUP -> new Segment.Markup(in.text());
            case PLAIN -> new Segment.Plain(in.text());
            case TOKENS -> new Segment.Tokens(Arrays.stream(in.numbers()).boxed().toList());
            default -> throw new FrameException("there is no segment " + tag);
        };
    }

    private static void writeSampling(FrameWriter out, Sampling sampling) {
        out.number(sampling.temperature());
        out.number(sampling.topK());
        out.number(sampling.topP());
        out.number(sampling.minP());
        out.number(sampling.repetitionPenalty());
        out.flag(sampling.seed().isPresent());
        out.number(sampling.seed().orElse(0));
    }

    private static Sampling readSampling(FrameReader in) throws FrameException {
        return new Sampling(
                in.fraction(),
                in.number(),
                in.fraction(),
                in.fraction(),
                in.fraction(),
                readSeed(in));
    }

    private static OptionalLong readSeed(FrameReader in) throws FrameException {
        boolean present = in.flag();
        long seed = in.longNumber();
        return present ? OptionalLong.of(seed) : OptionalLong.empty();
    }
}
