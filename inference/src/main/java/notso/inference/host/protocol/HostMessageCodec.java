package notso.inference.host.protocol;

import notso.inference.LoadProgress;
import notso.inference.LoadProgress.Phase;
import notso.inference.host.protocol.HostMessage.Beat;
import notso.inference.host.protocol.HostMessage.Devices;
import notso.inference.host.protocol.HostMessage.Event;
import notso.inference.host.protocol.HostMessage.Failed;
import notso.inference.host.protocol.HostMessage.Generated;
import notso.inference.host.protocol.HostMessage.Hello;
import notso.inference.host.protocol.HostMessage.Loaded;
import notso.inference.host.protocol.HostMessage.Progress;
import notso.inference.host.protocol.HostMessage.Ready;
import notso.inference.host.protocol.HostMessage.Tokens;

/** The host's messages as bytes. */
final class HostMessageCodec {

    private static final int HELLO = 0;
    private static final int BEAT = 1;
    private static final int PROGRESS = 2;
    private static final int EVENT = 3;
    private static final int READY = 4;
    private static final int DEVICES = 5;
    private static final int LOADED = 6;
    private static final int TOKENS = 7;
    private static final int GENERATED = 8;
    private static final int FAILED = 9;

    private HostMessageCodec() {}

    static void write(FrameWriter out, HostMessage message) {
        switch (message) {
            case Hello(String token) -> {
                out.tag(HELLO);
                out.text(token);
            }
            case Beat() -> out.tag(BEAT);
            case Progress(LoadProgress(Phase phase, double fraction)) -> {
                out.tag(PROGRESS);
                out.constant(phase);
                out.number(fraction);
            }
            case Event(var event) -> {
                out.tag(EVENT);
                EventCodec.write(out, event);
            }
            case Ready(var info) -> {
                out.tag(READY);
                InfoCodec.writeEngine(out, info);
            }
            case Devices(var devices) -> {
                out.tag(DEVICES);
                out.list(devices, InfoCodec::writeDevice);
            }
            case Loaded(var info) -> {
                out.tag(LOADED);
                InfoCodec.writeModel(out, info);
            }
            case Tokens(int[] ids) -> {
                out.tag(TOKENS);
                out.numbers(ids);
            }
            case Generated() -> out.tag(GENERATED);
            case Failed(var problem) -> {
                out.tag(FAILED);
                ProblemCodec.write(out, problem);
            }
        }
    }

    static HostMessage read(FrameReader in) throws FrameException {
        int tag = in.tag();
        return switch (tag) {
            case HELLO -> new Hello(in.text());
            case BEAT -> new Beat();
            case PROGRESS ->
                    new Progress(new LoadProgress(in.constant(Phase.values()), in.fraction()));
            case EVENT -> new Event(EventCodec.read(in));
            case READY -> new Ready(InfoCodec.readEngine(in));
            case DEVICES -> new Devices(in.list(InfoCodec::readDevice));
            case LOADED -> new Loaded(InfoCodec.readModel(in));
            case TOKENS -> new Tokens(in.numbers());
            case GENERATED -> new Generated();
            case FAILED -> new Failed(ProblemCodec.read(in));
            default -> throw new FrameException("there is no message " + tag);
        };
    }
}
