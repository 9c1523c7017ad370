package notso.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class FxGatewayTest {

    private final ManualThread fx = new ManualThread();
    private final FxGateway gateway = new FxGateway(fx);

    @Test
    void manyTasksAreOneTaskOfJavaFx() {
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            gateway.execute(() -> ran.add(number));
        }
        assertEquals(1, fx.waiting());
        fx.runUntil(() -> !ran.isEmpty());
        assertEquals(IntStream.range(0, 1000).boxed().toList(), ran);
        assertEquals(0, fx.waiting());
    }

    @Test
    void whatComesAfterADrainIsDrainedAgain() {
        List<String> ran = new ArrayList<>();
        gateway.execute(() -> ran.add("a"));
        fx.runUntil(() -> ran.size() == 1);
        gateway.execute(() -> ran.add("b"));
        fx.runUntil(() -> ran.size() == 2);
        assertEquals(List.of("a", "b"), ran);
    }

    @Test
    void lettersArriveTogetherAndInOrder() {
        List<List<String>> deliveries = new ArrayList<>();
        Consumer<String> mailbox = gateway.mailbox(deliveries::add);
        mailbox.accept("one");
        mailbox.accept("two");
        assertEquals(1, fx.waiting());
        fx.runUntil(() -> !deliveries.isEmpty());
        mailbox.accept("three");
        fx.runUntil(() -> deliveries.size() == 2);
        assertEquals(List.of(List.of("one", "two"), List.of("three")), deliveries);
    }

    @Test
    void aFailingTaskDoesNotLoseTheOthers() {
        List<String> ran = new ArrayList<>();
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.add(e));
        IllegalStateException failure = new IllegalStateException("expected");
        gateway.execute(
                () -> {
                    throw failure;
                });
        gateway.execute(() -> ran.add("after"));
        fx.runUntil(() -> !ran.isEmpty());
        Thread.currentThread().setUncaughtExceptionHandler(null);
        assertEquals(List.of(failure), uncaught);
    }

    @Test
    void lettersOfManyThreadsAllArrive() throws InterruptedException {
        List<Integer> got = new ArrayList<>();
        Consumer<Integer> mailbox = gateway.mailbox(got::addAll);
        List<Thread> senders =
                IntStream.range(0, 4)
                        .mapToObj(
                                _ ->
                                        Thread.ofPlatform()
                                                .start(
                                                        () ->
                                                                IntStream.range(0, 1000)
                                                                        .forEach(mailbox::accept)))
                        .toList();
        fx.runUntil(() -> got.size() == 4000);
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(4 * 1000 * 999 / 2, got.stream().mapToInt(Integer::intValue).sum());
    }
}
