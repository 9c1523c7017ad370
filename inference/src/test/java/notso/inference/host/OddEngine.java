package notso.inference.host;

import notso.inference.CancelSignal;
import notso.inference.Device;
import notso.inference.Engine;
import notso.inference.EngineInfo;
import notso.inference.GenerationEvent;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.Prompt;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Another engine with something odd about it.
 *
 * @param loading done as the last step of loading
 * @param generating done before a generation
 * @param change made to every event
 */
record OddEngine(
        Engine engine, Runnable loading, Runnable generating, UnaryOperator<GenerationEvent> change)
        implements Engine {

    static OddEngine loading(Engine engine, Runnable odd) {
        return new OddEngine(engine, odd, () -> {}, event -> event);
    }

    static OddEngine generating(Engine engine, Runnable odd) {
        return new OddEngine(engine, () -> {}, odd, event -> event);
    }

    static OddEngine changing(Engine engine, UnaryOperator<GenerationEvent> change) {
        return new OddEngine(engine, () -> {}, () -> {}, change);
    }

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
        LoadedModel model = engine.load(options, progress, cancel);
        loading.run();
        return new OddModel(model);
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class OddModel implements LoadedModel {

        private final LoadedModel model;

        OddModel(LoadedModel model) {
            this.model = model;
        }

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
            generating.run();
            return model.generate(request, event -> events.accept(change.apply(event)), cancel);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
