package notso.inference.llamacpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.CancelSignal;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.fixture.NodePeer;
import notso.inference.fixture.Requirement;
import notso.inference.fixture.TestModel;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Greedy output is, token for token, what another program makes of the same library and ids. */
@Tag("engine")
class GreedyPeerTest {

    private static final int CONTEXT = 2048;
    private static final int THREADS = 1;
    private static final int TOKENS = 48;

    @TempDir Path folder;

    /** One batch, a prompt of one token, and more than one batch. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 300, 700})
    void sameTokensAsThePeer(int promptTokens) {
        Requirement.fastEngine();
        Path path = TestModel.tiny().withSeed(promptTokens).writeTo(folder.resolve("tiny.gguf"));
        List<Integer> prompt = new Random(promptTokens).ints(promptTokens, 0, 500).boxed().toList();
        NodePeer.Run peer =
                NodePeer.generate(
                                new NodePeer.Request(
                                        path.toString(), CONTEXT, THREADS, prompt, TOKENS, 1))
                        .getFirst();
        assertEquals(peer.ids(), ours(path, prompt));
    }

    private static List<Integer> ours(Path path, List<Integer> prompt) {
        List<Integer> ids = new ArrayList<>();
        try (LlamaCppEngine engine = new LlamaCppEngine()) {
            LoadedModel model =
                    engine.load(
                            ModelOptions.of(path).withContextLength(CONTEXT).withThreads(THREADS),
                            LoadProgress.Listener.NONE,
                            new CancelSignal());
            model.generate(
                    GenerationRequest.of(Prompt.tokens(prompt))
                            .withSampling(Sampling.GREEDY)
                            .withEndsTurns(false)
                            .withMaxTokens(TOKENS),
                    event -> {
                        if (event instanceof GenerationEvent.Token token && token.id() >= 0) {
                            ids.add(token.id());
                        }
                    },
                    new CancelSignal());
        }
        return ids;
    }
}
