package notso.inference.jllama;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.gguf.GgufFile;
import notso.inference.smollm3.SmolLm3;

import java.util.Set;

/** Which models llama.cpp b4916 can run as a chat model with a KV cache that can be cut. */
final class Architectures {

    private static final Set<String> KNOWN =
            Set.of(
                    "arctic",
                    "baichuan",
                    "bitnet",
                    "bloom",
                    "chameleon",
                    "chatglm",
                    "codeshell",
                    "cohere2",
                    "command-r",
                    "dbrx",
                    "deci",
                    "deepseek",
                    "deepseek2",
                    "exaone",
                    "falcon",
                    "gemma",
                    "gemma2",
                    "gemma3",
                    "gpt2",
                    "gptneox",
                    "granite",
                    "granitemoe",
                    "grok",
                    "internlm2",
                    "jais",
                    "llama",
                    "minicpm",
                    "minicpm3",
                    "mpt",
                    "nemotron",
                    "olmo",
                    "olmo2",
                    "olmoe",
                    "openelm",
                    "orion",
                    "phi2",
                    "phi3",
                    "phimoe",
                    "plamo",
                    "qwen",
                    "qwen2",
                    "qwen2moe",
                    "refact",
                    "stablelm",
                    "starcoder",
                    "starcoder2",
                    "xverse");

    private Architectures() {}

    static boolean mustBeAdapted(GgufFile file) {
        return name(file).equals(SmolLm3.ARCHITECTURE);
    }

    /**
     * @throws EngineException with {@link Problem.UnsupportedModel} for any other
     */
    static void requireKnown(GgufFile file) {
        if (!mustBeAdapted(file) && !KNOWN.contains(name(file))) {
            throw new EngineException(
                    new Problem.UnsupportedModel(
                            file.path(),
                            "the portable engine is older than its architecture '%s'"
                                    .formatted(name(file)),
                            "use the llamacpp engine or choose another model"));
        }
    }

    private static String name(GgufFile file) {
        return file.metadata().string("general.architecture").orElse("");
    }
}
