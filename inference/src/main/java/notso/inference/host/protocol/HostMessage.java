package notso.inference.host.protocol;

import notso.inference.Device;
import notso.inference.EngineInfo;
import notso.inference.GenerationEvent;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.Problem;

import java.util.List;

/** What an engine host tells the application. */
public sealed interface HostMessage {

    /** The first message; the token proves that this is the process that was started. */
    record Hello(String token) implements HostMessage {}

    /** The host is alive; sent in a fixed rhythm whatever else it does. */
    record Beat() implements HostMessage {}

    /** A step of the loading that is under way. */
    record Progress(LoadProgress progress) implements HostMessage {}

    /** An event of the generation that is under way. */
    record Event(GenerationEvent event) implements HostMessage {}

    /** The end of a call, or of the start. */
    sealed interface Outcome extends HostMessage {}

    /** The engine is there and waits for calls. */
    record Ready(EngineInfo info) implements Outcome {}

    record Devices(List<Device> devices) implements Outcome {
        public Devices {
            devices = List.copyOf(devices);
        }
    }

    record Loaded(ModelInfo info) implements Outcome {}

    record Tokens(int[] ids) implements Outcome {}

    /** The generation has ended; its events came before. */
    record Generated() implements Outcome {}

    record Failed(Problem problem) implements Outcome {}
}
