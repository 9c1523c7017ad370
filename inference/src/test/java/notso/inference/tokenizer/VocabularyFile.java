package notso.inference.tokenizer;

import notso.inference.fixture.TestVocabulary;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufValue;
import notso.inference.gguf.GgufValueType;
import notso.inference.gguf.GgufWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A GGUF file of nothing but a vocabulary, to be written. */
record VocabularyFile(
        String model, String pre, List<String> tokens, List<String> merges, List<Integer> types) {

    static VocabularyFile small() {
        TestVocabulary small = TestVocabulary.small();
        return new VocabularyFile(
                "gpt2", "smaug-bpe", small.tokens(), small.merges(), small.types());
    }

    /** Tokens that are all text. */
    static VocabularyFile of(List<String> tokens, List<String> merges) {
        return new VocabularyFile(
                "gpt2", "smaug-bpe", tokens, merges, tokens.stream().map(_ -> 1).toList());
    }

    VocabularyFile withModel(String value) {
        return new VocabularyFile(value, pre, tokens, merges, types);
    }

    VocabularyFile withPre(String value) {
        return new VocabularyFile(model, value, tokens, merges, types);
    }

    VocabularyFile withTypes(Integer... values) {
        return new VocabularyFile(model, pre, tokens, merges, List.of(values));
    }

    Path writeTo(Path path) {
        try {
            new GgufWriter()
                    .metadata("general.architecture", GgufValue.of("smollm3"))
                    .metadata("tokenizer.ggml.model", GgufValue.of(model))
                    .metadata("tokenizer.ggml.pre", GgufValue.of(pre))
                    .metadata("tokenizer.ggml.tokens", GgufArray.ofTexts(tokens))
                    .metadata("tokenizer.ggml.merges", GgufArray.ofTexts(merges))
                    .metadata(
                            "tokenizer.ggml.token_type",
                            GgufArray.ofWholes(
                                    GgufValueType.INT32,
                                    types.stream().mapToLong(Integer::longValue).toArray()))
                    .writeTo(path);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
