package notso.inference.smollm3;

import notso.inference.Sampling;

import java.util.List;

/** What is known of SmolLM3-3B as it is published. */
public final class SmolLm3 {

    /** {@code general.architecture} of its files. */
    public static final String ARCHITECTURE = "smollm3";

    /** Tokens of context that it was trained for. */
    public static final int TRAINED_CONTEXT = 65_536;

    /** Tokens of context with YaRN, factor 2. */
    public static final int YARN_CONTEXT = 131_072;

    /** Bytes that one token takes in a 16-bit KV cache: layers × (K, V) × KV heads × size × 2. */
    public static final int KV_BYTES_PER_TOKEN = 36 * 2 * 4 * 128 * 2;

    /** The advice of its authors. */
    public static final Sampling SAMPLING = Sampling.DEFAULT;

    /** Every so many layers, one has no rotary embedding. */
    private static final int STILL_STEP = 4;

    /**
     * Where the usual quantisation can be had.
     *
     * @param repository owner and name at Hugging Face
     */
    public record Download(String repository, String file) {

        /** The address to fetch it from. */
        public String address() {
            return "https://huggingface.co/%s/resolve/main/%s".formatted(repository, file);
        }
    }

    /** The Q4_K_M files, the best known first. */
    public static final List<Download> DOWNLOADS =
            List.of(
                    new Download("ggml-org/SmolLM3-3B-GGUF", "SmolLM3-Q4_K_M.gguf"),
                    new Download("unsloth/SmolLM3-3B-GGUF", "SmolLM3-3B-Q4_K_M.gguf"),
                    new Download(
                            "bartowski/HuggingFaceTB_SmolLM3-3B-GGUF",
                            "HuggingFaceTB_SmolLM3-3B-Q4_K_M.gguf"));

    private SmolLm3() {}

    /** Whether a layer, counted from 0, turns queries and keys by their position. */
    public static boolean isRotated(int layer) {
        return (layer + 1) % STILL_STEP != 0;
    }
}
