package notso.inference.llamacpp;

import notso.inference.Prompt;
import notso.inference.gguf.GgufFile;
import notso.inference.llamacpp.ffi.LlamaLibrary;
import notso.inference.llamacpp.ffi.NativeModel;
import notso.inference.llamacpp.ffi.RuntimeFolder;
import notso.inference.llamacpp.ffi.Vocabulary;
import notso.inference.model.ModelCheck;

import java.nio.file.Path;

/** llama.cpp's own tokenizer, from a file with a vocabulary; the weights are not read. */
public final class LlamaCppTokenizer implements AutoCloseable {

    private final NativeModel model;
    private final Vocabulary vocabulary;

    private LlamaCppTokenizer(NativeModel model) {
        this.model = model;
        this.vocabulary = model.vocabulary();
    }

    /**
     * @throws notso.inference.EngineException if the libraries or the file cannot be used
     */
    public static LlamaCppTokenizer open(Path path) {
        try (GgufFile file = GgufFile.open(path)) {
            ModelCheck.requireVocabulary(file);
        }
        LlamaLibrary library = new LlamaLibrary(RuntimeFolder.find());
        return new LlamaCppTokenizer(NativeModel.loadVocabulary(library, path));
    }

    /** The ids of a prompt. */
    public int[] tokenize(Prompt prompt) {
        return vocabulary.tokenize(prompt);
    }

    @Override
    public void close() {
        model.close();
    }
}
