package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.EngineInfo;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.scripted.Script;
import notso.inference.scripted.ScriptedEngine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
            case "noisy" -> new OddEngine(fast, TestHostMain::print);
            case "throwing" ->
                    new OddEngine(
                            fast,
                            () -> {
                                throw new IllegalStateException("a bug in the backend");
                            });
            case "full" -> new OddEngine(fast, () -> IntStream.range(0, 99).forEach(_ -> hoard()));
            case "crashing" -> new OddEngine(fast, () -> Runtime.getRuntime().halt(42));
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

    private static final List<long[]> HOARD = new ArrayList<>();

    private static void hoard() {
        HOARD.add(new long[1 << 20]);
    }

    /** Does something odd before it generates. */
    record OddEngine(Engine engine, Runnable odd) implements Engine {

        @Override
        public EngineInfo info() {
            return engine.info();
        }

        @Override
        public List<Device> devices() {
            return engine.devices();
        }

        @Override
        public LoadedModel load(
                ModelOptions options, LoadProgress.Listener progress, CancelSignal cancel) {
            return new OddModel(engine.load(options, progress, cancel), odd);
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    /** The model of an odd engine. */
    record OddModel(LoadedModel model, Runnable odd) implements LoadedModel {

        @Override
        public ModelInfo info() {
            return model.info();
        }

        @Override
        public int[] tokenize(Prompt prompt) {
            return model.tokenize(prompt);
        }

        @Override
        public Finished generate(
                GenerationRequest request, Consumer<GenerationEvent> events, CancelSignal cancel) {
            odd.run();
            return model.generate(request, events, cancel);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
