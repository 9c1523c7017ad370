package notso.inference.jllama;

import de.kherud.llama.InferenceParameters;

import notso.inference.GenerationRequest;
import notso.inference.Sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The wrapper's words for requests. All numbers are in range already. */
final class RequestParameters {

    private static final String TOP_K = "top_k";

    private final GenerationRequest request;
    private final Set<Integer> endOfTurn;

    /**
     * @param endOfTurn tokens that would end a generation
     */
    RequestParameters(GenerationRequest request, Set<Integer> endOfTurn) {
        this.request = request;
        this.endOfTurn = endOfTurn;
    }

    GenerationRequest request() {
        return request;
    }

    /** Reads the beginning of a prompt; the one token that it must generate is of no use. */
    InferenceParameters reading(int[] prompt, int length) {
        InferenceParameters parameters = base(Arrays.copyOf(prompt, length), 1);
        makeGreedy(parameters);
        JsonValues.setSamplers(parameters, List.of(TOP_K));
        return parameters;
    }

    /** Reads what is left of a prompt, and generates. */
    InferenceParameters answering(int[] prompt, int mostTokens) {
        Sampling sampling = request.sampling();
        InferenceParameters parameters = base(prompt, mostTokens);
        List<String> samplers = new ArrayList<>();
        if (sampling.repetitionPenalty() != 1) {
            samplers.add("penalties");
            parameters
                    .setRepeatPenalty((float) sampling.repetitionPenalty())
                    .setRepeatLastN(Sampling.PENALTY_WINDOW);
        }
        if (sampling.temperature() == 0) {
            samplers.add(TOP_K);
            makeGreedy(parameters);
        } else {
            addRandom(sampling, samplers, parameters);
        }
        if (!request.endsTurns()) {
            parameters.disableTokenIds(endOfTurn);
        }
        JsonValues.setSamplers(parameters, samplers);
        return parameters;
    }

    private static void makeGreedy(InferenceParameters parameters) {
        parameters.setTopK(1).setTemperature(0);
    }

    /** In llama.cpp's usual order. */
    private static void addRandom(
            Sampling sampling, List<String> samplers, InferenceParameters parameters) {
        if (sampling.topK() > 0) {
            samplers.add(TOP_K);
            parameters.setTopK(sampling.topK());
        }
        if (sampling.topP() < 1) {
            samplers.add("top_p");
            parameters.setTopP((float) sampling.topP());
        }
        if (sampling.minP() > 0) {
            samplers.add("min_p");
            parameters.setMinP((float) sampling.minP());
        }
        samplers.add("temperature");
        parameters.setTemperature((float) sampling.temperature());
        // The native seed is unsigned: its upper half is negative here.
        parameters.setSeed(
                (int)
                        sampling.seed()
                                .orElseGet(() -> ThreadLocalRandom.current().nextInt(1 << 30)));
    }

    private static InferenceParameters base(int[] prompt, int mostTokens) {
        InferenceParameters parameters =
                new InferenceParameters("").setNPredict(mostTokens).setCachePrompt(true);
        JsonValues.setPrompt(parameters, prompt);
        return parameters;
    }
}
