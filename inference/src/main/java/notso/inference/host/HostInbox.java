package notso.inference.host;

import notso.inference.host.protocol.HostMessage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a caller waits for, in the order in which it came. */
final class HostInbox {

    /** Something to be seen to by the thread that calls. */
    sealed interface Item {

        record Heard(HostMessage message) implements Item {}

        /** Someone wants this call to stop; any thread may say so without touching the socket. */
        record CancelAsked(int call) implements Item {}

        /** The host is gone. */
        record Ended() implements Item {}
    }

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();

    void add(HostMessage message) {
        if (!(message instanceof HostMessage.Beat)) {
            items.add(new Item.Heard(message));
        }
    }

    void askCancel(int call) {
        items.add(new Item.CancelAsked(call));
    }

    void end() {
        items.add(new Item.Ended());
    }

    Item take() throws InterruptedException {
        return items.take();
    }

    /** Empty if nothing comes in time. */
    Optional<Item> poll(Duration time) throws InterruptedException {
        return Optional.ofNullable(items.poll(time.toNanos(), TimeUnit.NANOSECONDS));
    }
}
