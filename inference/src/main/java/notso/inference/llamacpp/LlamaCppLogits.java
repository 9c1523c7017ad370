package notso.inference.llamacpp;

import notso.inference.CancelSignal;
import notso.inference.ModelOptions;
import notso.inference.gguf.GgufFile;
import notso.inference.llamacpp.ffi.LlamaLibrary;
import notso.inference.llamacpp.ffi.NativeContext;
import notso.inference.llamacpp.ffi.NativeModel;
import notso.inference.llamacpp.ffi.RuntimeFolder;
import notso.inference.model.ModelCheck;

import java.nio.file.Path;
import java.util.Optional;

/** The scores that a model gives to every token at every position, for comparing engines. */
public final class LlamaCppLogits implements AutoCloseable {

    private final NativeModel model;
    private final NativeContext context;
    private final int vocabularySize;

    private LlamaCppLogits(NativeModel model, NativeContext context) {
        this.model = model;
        this.context = context;
        this.vocabularySize = model.vocabulary().size();
    }

    /**
     * @throws notso.inference.EngineException if the libraries or the file cannot be used
     */
    public static LlamaCppLogits open(Path path, int contextLength, int threads) {
        try (GgufFile file = GgufFile.open(path)) {
            ModelCheck.requireRunnable(file);
        }
        LlamaLibrary library = new LlamaLibrary(RuntimeFolder.find());
        NativeModel model =
                NativeModel.load(library, path, 0, Optional.empty(), _ -> {}, new CancelSignal());
        return new LlamaCppLogits(
                model,
                new NativeContext(
                        library, model, ModelOptions.of(path), contextLength, threads, 1));
    }

    /** One row of logits for each position; rows have one score per vocabulary entry. */
    public float[][] logits(int[] ids) {
        context.forgetFrom(0);
        float[][] rows = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            context.decode(ids, i, i + 1);
            rows[i] = context.logits(vocabularySize);
        }
        return rows;
    }

    @Override
    public void close() {
        context.close();
        model.close();
    }
}
