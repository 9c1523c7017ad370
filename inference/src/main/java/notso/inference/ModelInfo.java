package notso.inference;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine has loaded.
 *
 * @param path the file that was asked for
 * @param contentKey tells the content of that file from that of every other, wherever it lies;
 *     empty where the model is no file
 * @param name the model's own name, or the file name where it has none
 * @param architecture the GGUF architecture, such as {@code smollm3}
 * @param contextLength tokens of context now available
 * @param trainedContextLength tokens of context that the model was trained for
 * @param vocabularySize number of token ids
 * @param layers number of transformer layers
 * @param offloadedLayers how many of them, the output layer counted in, are on a graphics processor
 * @param device where it runs, for the user to read
 * @param memoryBytes weights, KV cache and buffers together, 0 where the engine does not tell
 * @param chatTemplate the Jinja template that the file carries
 * @param bosToken the text of the token that begins a text, empty where there is none
 * @param eosToken the text of the token that ends a turn, empty where there is none
 */
public record ModelInfo(
        Path path,
        String contentKey,
        String name,
        String architecture,
        int contextLength,
        int trainedContextLength,
        int vocabularySize,
        int layers,
        int offloadedLayers,
        String device,
        long memoryBytes,
        Optional<String> chatTemplate,
        String bosToken,
        String eosToken) {}
