package notso.inference.host.protocol;

import notso.inference.GenerationRequest;
import notso.inference.ModelOptions;
import notso.inference.Prompt;

/** What the application asks of its engine host. */
public sealed interface ClientMessage {

    /** Something to be done, which one {@link HostMessage.Outcome} answers. One at a time. */
    sealed interface Call extends ClientMessage {
        /** A number that no other call of the connection has. */
        int id();
    }

    /** Answered by {@link HostMessage.Devices}. */
    record ListDevices(int id) implements Call {}

    /** Answered by progress and {@link HostMessage.Loaded}. */
    record Load(int id, ModelOptions options) implements Call {}

    /** Answered by {@link HostMessage.Tokens}. */
    record Tokenize(int id, Prompt prompt) implements Call {}

    /** Answered by events and {@link HostMessage.Generated}. */
    record Generate(int id, GenerationRequest request) implements Call {}

    /** Stop this call; nothing happens if it has ended already. */
    record Cancel(int id) implements ClientMessage {}

    /** Stop everything and end the process. */
    record Close() implements ClientMessage {}
}
