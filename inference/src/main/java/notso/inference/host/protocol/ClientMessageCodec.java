package notso.inference.host.protocol;

import notso.inference.EngineException;
import notso.inference.ModelOptions;
import notso.inference.ModelOptions.KvType;
import notso.inference.host.protocol.ClientMessage.Cancel;
import notso.inference.host.protocol.ClientMessage.Close;
import notso.inference.host.protocol.ClientMessage.Generate;
import notso.inference.host.protocol.ClientMessage.ListDevices;
import notso.inference.host.protocol.ClientMessage.Load;
import notso.inference.host.protocol.ClientMessage.Tokenize;

/** The client's messages as bytes. */
final class ClientMessageCodec {

    private static final int LIST_DEVICES = 0;
    private static final int LOAD = 1;
    private static final int TOKENIZE = 2;
    private static final int GENERATE = 3;
    private static final int CANCEL = 4;
    private static final int CLOSE = 5;

    private ClientMessageCodec() {}

    static void write(FrameWriter out, ClientMessage message) {
        switch (message) {
            case ListDevices(int id) -> {
                out.tag(LIST_DEVICES);
                out.number(id);
            }
            case Load(int id, var options) -> {
                out.tag(LOAD);
                out.number(id);
                writeOptions(out, options);
            }
            case Tokenize(int id, var prompt) -> {
                out.tag(TOKENIZE);
                out.number(id);
                RequestCodec.writePrompt(out, prompt);
            }
            case Generate(int id, var request) -> {
                out.tag(GENERATE);
                out.number(id);
                RequestCodec.write(out, request);
            }
            case Cancel(int id) -> {
                out.tag(CANCEL);
                out.number(id);
            }
            case Close() -> out.tag(CLOSE);
        }
    }

    static ClientMessage read(FrameReader in) throws FrameException {
        try {
            int tag = in.tag();
            return switch (tag) {
                case LIST_DEVICES -> new ListDevices(in.number());
                case LOAD -> new Load(in.number(), readOptions(in));
                case TOKENIZE -> new Tokenize(in.number(), RequestCodec.readPrompt(in));
                case GENERATE -> new Generate(in.number(), RequestCodec.read(in));
                case CANCEL -> new Cancel(in.number());
                case CLOSE -> new Close();
                default -> throw new FrameException("there is no message " + tag);
            };
        } catch (EngineException e) {
            // The client's own records refuse such values: it cannot have sent them.
            throw new FrameException("a value is out of range", e);
        }
    }

    private static void writeOptions(FrameWriter out, ModelOptions options) {
        out.path(options.path());
        out.number(options.contextLength());
        out.number(options.threads());
        out.number(options.gpuLayers());
        out.optional(options.device(), out::text);
        out.constant(options.keyType());
        out.constant(options.valueType());
    }

    private static ModelOptions readOptions(FrameReader in) throws FrameException {
        return new ModelOptions(
                in.path(),
                in.number(),
                in.number(),
                in.number(),
                in.optional(FrameReader::text),
                in.constant(KvType.values()),
                in.constant(KvType.values()));
    }
}
