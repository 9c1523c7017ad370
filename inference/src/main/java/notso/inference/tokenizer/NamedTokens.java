package notso.inference.tokenizer;

import notso.inference.gguf.GgufMetadata;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that make a token special whatever type its vocabulary gives it: files are known that mark
 * their end of turn as ordinary text. The names are those that llama.cpp v0.4.0 looks for.
 */
final class NamedTokens {

    static final String TOOL_RESPONSE = "<|tool_response>";

    /** Ordinary text in vocabularies that have {@link #TOOL_RESPONSE}. */
    static final String SENTENCE_END = "</s>";

    private static final List<String> ALWAYS =
            List.of(
                    "<|eot_id|>",
                    "<|im_end|>",
                    "<|end|>",
                    "<|return|>",
                    "<|call|>",
                    "<|flush|>",
                    "<|calls|>",
                    "<end_of_turn>",
                    "<|endoftext|>",
                    SENTENCE_END,
                    "<|eom_id|>",
                    "<EOT>",
                    "_<EOT>",
                    "[EOT]",
                    "[EOS]",
                    "<|end_of_text|>",
                    "<end_of_utterance>",
                    "<eos>",
                    "<turn|>",
                    TOOL_RESPONSE,
                    "<｜end▁of▁sentence｜>",
                    "[e~[",
                    "<|channel|>",
                    "<|message|>",
                    "<|start|>",
                    "<|constrain|>");

    /** Names that count where the file does not say which token has the role. */
    private static final Map<List<String>, List<String>> BY_ROLE =
            Map.of(
                    List.of("tokenizer.ggml.fim_pre_token_id", "tokenizer.ggml.prefix_token_id"),
                    List.of(
                            "<|fim_prefix|>",
                            "<fim-prefix>",
                            "<fim_prefix>",
                            "<｜fim▁begin｜>",
                            "<PRE>",
                            "▁<PRE>",
                            "<|code_prefix|>",
                            "<|prefix|>"),
                    List.of("tokenizer.ggml.fim_suf_token_id", "tokenizer.ggml.suffix_token_id"),
                    List.of(
                            "<|fim_suffix|>",
                            "<fim-suffix>",
                            "<fim_suffix>",
                            "<｜fim▁hole｜>",
                            "<SUF>",
                            "▁<SUF>",
                            "<|code_suffix|>",
                            "<|suffix|>"),
                    List.of("tokenizer.ggml.fim_mid_token_id", "tokenizer.ggml.middle_token_id"),
                    List.of(
                            "<|fim_middle|>",
                            "<fim-middle>",
                            "<fim_middle>",
                            "<｜fim▁end｜>",
                            "<MID>",
                            "▁<MID>",
                            "<|code_middle|>",
                            "<|middle|>"),
                    List.of("tokenizer.ggml.fim_pad_token_id"),
                    List.of("<|fim_pad|>", "<fim-pad>", "<fim_pad>", "<PAD>", "[PAD]"),
                    List.of("tokenizer.ggml.fim_rep_token_id"),
                    List.of("<|fim_repo|>", "<|repo_name|>", "<fim-repo>", "<REPO>", "<reponame>"),
                    List.of("tokenizer.ggml.fim_sep_token_id"),
                    List.of("<|file_sep|>"));

    /** The first byte of the one name's lower block character that is not ASCII. */
    private static final int FIRST_BYTE_OF_BLOCK = 0xE2;

    private final Set<String> names = new HashSet<>(ALWAYS);

    NamedTokens(GgufMetadata metadata) {
        BY_ROLE.forEach(
                (keys, candidates) -> {
                    if (keys.stream().noneMatch(metadata::has)) {
                        names.addAll(candidates);
                    }
                });
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    /** Whether any of the names begins with this byte of UTF-8; spares decoding all others. */
    static boolean mayBegin(int firstByte) {
        return firstByte == '<'
                || firstByte == '['
                || firstByte == '_'
                || firstByte == FIRST_BYTE_OF_BLOCK;
    }
}
