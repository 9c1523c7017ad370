package notso.inference.jllama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs one native request after another on a thread of its own, because waiting for the next token
 * cannot be interrupted: a request that nobody wants any more ends there at its next token, while
 * the caller has long gone on.
 */
final class NativeRunner implements AutoCloseable {

    private final LlamaModel model;
    private final ExecutorService thread;

    /** Takes over the model. */
    NativeRunner(LlamaModel model) {
        this.model = model;
        this.thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("jllama").factory());
    }

    /** Begins a request, behind an abandoned one that may still be ending. */
    OutputQueue start(InferenceParameters parameters) {
        OutputQueue outputs = new OutputQueue();
        thread.execute(() -> run(parameters, outputs));
        return outputs;
    }

    private void run(InferenceParameters parameters, OutputQueue outputs) {
        if (outputs.isAbandoned()) {
            return;
        }
        try {
            LlamaIterator iterator = model.generate(parameters).iterator();
            while (iterator.hasNext()) {
                LlamaOutput output = iterator.next();
                if (iterator.hasNext()) {
                    outputs.add(new OutputQueue.Piece(output.text));
                    if (outputs.isAbandoned()) {
                        iterator.cancel();
                    }
                }
            }
            outputs.add(new OutputQueue.End());
        } catch (RuntimeException e) {
            // The wrapper's own exception is not public.
            outputs.add(
                    new OutputQueue.Failed(
                            new EngineException(
                                    new Problem.EngineFailed(
                                            JllamaEngine.ID, String.valueOf(e.getMessage())),
                                    e)));
        }
    }

    /** Ends the native server once the running request has ended; its memory stays taken. */
    @Override
    public void close() {
        thread.execute(model::close);
        thread.shutdown();
    }
}
