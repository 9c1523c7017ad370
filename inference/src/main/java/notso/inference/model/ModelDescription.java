package notso.inference.model;

import notso.inference.EngineException;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.gguf.GgmlType;
import notso.inference.gguf.GgufArray;
import notso.inference.gguf.GgufFile;
import notso.inference.gguf.GgufMetadata;
import notso.inference.gguf.GgufTensor;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a file says of its model. Sizes that it does not tell are 0, texts empty.
 *
 * @param parameters numbers in all tensors
 * @param weightBytes bytes of all tensors
 * @param tensorTypes how many tensors are stored in each type, the most frequent first
 * @param nopeLayers indices of the layers without rotary embedding
 * @param kvBytesPerToken bytes of the KV cache in 16-bit numbers, for one token
 */
public record ModelDescription(
        Path path,
        long fileBytes,
        int ggufVersion,
        String architecture,
        String name,
        long parameters,
        long weightBytes,
        Map<GgmlType, Integer> tensorTypes,
        int layers,
        int hidden,
        int feedForward,
        int heads,
        int kvHeads,
        int headSize,
        int trainedContext,
        int vocabulary,
        double ropeBase,
        List<Integer> nopeLayers,
        Tokenizer tokenizer,
        Optional<String> chatTemplate,
        long kvBytesPerToken) {

    /** One layer in so many applies no rotary embedding in SmolLM3. */
    private static final int NOPE_INTERVAL = 4;

    private static final String TOKENIZER = "tokenizer.ggml.";

    /**
     * The tokenizer inside the file.
     *
     * @param model such as {@code gpt2}, which stands for byte-level BPE
     * @param preTokenizer the name of the rule that splits text into words
     */
    public record Tokenizer(
            String model,
            String preTokenizer,
            Optional<SpecialToken> beginOfText,
            Optional<SpecialToken> endOfTurn) {}

    /** A token with a meaning. */
    public record SpecialToken(int id, String text) {}

    /** Opens the file only for as long as it is read. */
    public static ModelDescription read(Path path) {
        try (GgufFile file = GgufFile.open(path)) {
            return of(file);
        }
    }

    /**
     * @throws EngineException with {@link Problem.MalformedModel} where a value has a wrong type
     */
    public static ModelDescription of(GgufFile file) {
        GgufMetadata metadata = file.metadata();
        String architecture = metadata.string("general.architecture").orElse("");
        Sizes sizes = new Sizes(metadata, architecture);
        int layers = sizes.of("block_count");
        int hidden = sizes.of("embedding_length");
        int heads = sizes.of("attention.head_count");
        int kvHeads = sizes.of("attention.head_count_kv", heads);
        int headSize = sizes.of("attention.key_length", heads == 0 ? 0 : hidden / heads);
        int valueSize = sizes.of("attention.value_length", headSize);
        List<GgufTensor> tensors = file.tensors();
        return new ModelDescription(
                file.path(),
                file.size(),
                file.version(),
                architecture,
                metadata.string("general.name").orElse(""),
                tensors.stream().mapToLong(GgufTensor::elements).sum(),
                tensors.stream().mapToLong(GgufTensor::byteSize).sum(),
                types(tensors),
                layers,
                hidden,
                sizes.of("feed_forward_length"),
                heads,
                kvHeads,
                headSize,
                sizes.of("context_length"),
                metadata.array(TOKENIZER + "tokens")
                        .map(GgufArray::size)
                        .orElseGet(() -> sizes.of("vocab_size")),
                metadata.decimal(architecture + ".rope.freq_base").orElse(0),
                nopeLayers(architecture, layers),
                tokenizer(metadata),
                metadata.string("tokenizer.chat_template"),
                2L * layers * kvHeads * (headSize + (long) valueSize));
    }

    /** The model's own name, or the file name where it has none. */
    public String title() {
        return name.isBlank() ? String.valueOf(path.getFileName()) : name;
    }

    /**
     * Tokens of context to load it with where nobody asks for a number: what it was trained for, up
     * to {@value notso.inference.ModelOptions#DEFAULT_CONTEXT}.
     */
    public int defaultContext() {
        return trainedContext == 0
                ? ModelOptions.DEFAULT_CONTEXT
                : Math.min(trainedContext, ModelOptions.DEFAULT_CONTEXT);
    }

    private static Map<GgmlType, Integer> types(List<GgufTensor> tensors) {
        Map<GgmlType, Integer> counts =
                tensors.stream()
                        .collect(
                                Collectors.groupingBy(
                                        GgufTensor::type, Collectors.summingInt(_ -> 1)));
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<GgmlType, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (first, _) -> first,
                                LinkedHashMap::new));
    }

    private static List<Integer> nopeLayers(String architecture, int layers) {
        return architecture.equals("smollm3")
                ? IntStream.range(0, Math.min(layers, 1 << 12))
                        .filter(layer -> (layer + 1) % NOPE_INTERVAL == 0)
                        .boxed()
                        .toList()
                : List.of();
    }

    private static Tokenizer tokenizer(GgufMetadata metadata) {
        return new Tokenizer(
                metadata.string(TOKENIZER + "model").orElse(""),
                metadata.string(TOKENIZER + "pre").orElse(""),
                special(metadata, "bos_token_id"),
                special(metadata, "eos_token_id"));
    }

    private static Optional<SpecialToken> special(GgufMetadata metadata, String name) {
        OptionalLong id = metadata.integer(TOKENIZER + name);
        List<String> tokens = metadata.strings(TOKENIZER + "tokens");
        return id.isPresent() && id.getAsLong() >= 0 && id.getAsLong() < tokens.size()
                ? Optional.of(
                        new SpecialToken((int) id.getAsLong(), tokens.get((int) id.getAsLong())))
                : Optional.empty();
    }

    /** Sizes under an architecture's prefix, the largest where there is one for each layer. */
    private record Sizes(GgufMetadata metadata, String architecture) {

        int of(String name) {
            return of(name, 0);
        }

        int of(String name, int byDefault) {
            String key = architecture + "." + name;
            if (metadata.value(key).orElse(null) instanceof GgufArray) {
                return metadata.integers(key).stream().mapToInt(Sizes::clamped).max().orElse(0);
            }
            OptionalLong value = metadata.integer(key);
            return value.isPresent() ? clamped(value.getAsLong()) : byDefault;
        }

        private static int clamped(long value) {
            return Math.clamp(value, 0, Integer.MAX_VALUE);
        }
    }
}
