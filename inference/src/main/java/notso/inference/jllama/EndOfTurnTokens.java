package notso.inference.jllama;

import notso.inference.gguf.GgufMetadata;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tokens at which llama.cpp b4916 ends a generation: those that the file names, and those with
 * a name known for it.
 */
final class EndOfTurnTokens {

    private static final List<String> KEYS =
            List.of(
                    "tokenizer.ggml.eos_token_id",
                    "tokenizer.ggml.eot_token_id",
                    "tokenizer.ggml.eom_token_id",
                    "tokenizer.ggml.fim_pad_token_id",
                    "tokenizer.ggml.fim_rep_token_id",
                    "tokenizer.ggml.fim_sep_token_id");

    private static final Set<String> NAMES =
            Set.of(
                    "<|eot_id|>",
                    "<|im_end|>",
                    "<|end|>",
                    "<end_of_turn>",
                    "<|endoftext|>",
                    "<|eom_id|>",
                    "<EOT>",
                    "_<EOT>",
                    "<|end_of_text|>",
                    "<｜end▁of▁sentence｜>",
                    "<|fim_pad|>",
                    "<fim-pad>",
                    "<fim_pad>",
                    "<PAD>",
                    "<|fim_repo|>",
                    "<|repo_name|>",
                    "<fim-repo>",
                    "<REPO>",
                    "<|file_sep|>");

    private EndOfTurnTokens() {}

    static Set<Integer> of(GgufMetadata metadata) {
        Set<Integer> ids = new TreeSet<>();
        List<String> tokens = metadata.strings("tokenizer.ggml.tokens");
        for (String key : KEYS) {
            metadata.integer(key).stream()
                    .filter(id -> id >= 0 && id < tokens.size())
                    .forEach(id -> ids.add((int) id));
        }
        for (int id = 0; id < tokens.size(); id++) {
            if (NAMES.contains(tokens.get(id))) {
                ids.add(id);
            }
        }
        return ids;
    }
}
