package notso.inference.host;

import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A host whose engines behave and misbehave as the tests want. */
final class TestHostMain {

    /** Long enough to be interrupted: {@value} words at 100 a second. */
    static final int SLOW_WORDS = 2_000;

    private TestHostMain() {}

    public static void main(String[] args) throws IOException {
        HostMain.run(args, TestHostMain::open);
    }

    static Engine open(String id) {
        Engine fast = new ScriptedEngine(Script.demo(), 0);
        return switch (id) {
            case "fast" -> fast;
            case "slow" -> new ScriptedEngine(Script.of("word ".repeat(SLOW_WORDS)), 100);
            case "stubborn" -> OddEngine.loading(fast, TestHostMain::sleepThroughEverything);
            case "noisy" -> OddEngine.generating(fast, TestHostMain::print);
            case "throwing" ->
                    OddEngine.generating(
                            fast,
                            () -> {
                                throw new IllegalStateException("a bug in the backend");
                            });
            case "full" ->
                    OddEngine.generating(fast, () -> IntStream.range(0, 99).forEach(_ -> hoard()));
            case "crashing" -> OddEngine.generating(fast, () -> Runtime.getRuntime().halt(42));
            case "absent" ->
                    throw new EngineException(
                            new Problem.EngineUnavailable(
                                    "absent", "it is not there", "do without"));
            default -> throw new IllegalArgumentException("no engine " + id);
        };
    }

    /** Binary rubbish in the amount that a chatty native library prints in an hour. */
    private static void print() {
        byte[] rubbish = new byte[1 << 16];
        for (int i = 0; i < rubbish.length; i++) {
            rubbish[i] = (byte) (i * 31);
        }
        for (int i = 0; i < 100; i++) {
            System.out.writeBytes(rubbish);
            System.err.writeBytes(rubbish);
        }
        System.out.flush();
    }

    /** Like native code that knows no cancel. */
    private static void sleepThroughEverything() {
        while (true) {
            LockSupport.park();
        }
    }

    private static final List<long[]> HOARD = new ArrayList<>();

    private static void hoard() {
        HOARD.add(new long[1 << 20]);
    }
}
