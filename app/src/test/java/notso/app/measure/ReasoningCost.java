package notso.app.measure;

import notso.app.context.PromptStyle;
import notso.app.context.PromptWriter;
import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.MessageId;
import notso.inference.CancelSignal;
import notso.inference.GenerationRequest;
import notso.inference.GenerationStatistics;
import notso.inference.LoadProgress;
import notso.inference.LoadedModel;
import notso.inference.ModelOptions;
import notso.inference.Prompt;
import notso.inference.Sampling;
import notso.inference.host.HostCommand;
import notso.inference.host.HostedEngine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What it costs to leave earlier reasoning out of prompts, in tokens that a model reads again, and
 * what it costs to keep it, in context. Argument: a GGUF file. A conversation of ten turns is put
 * to the fast engine three times; what a model would write is given to it as a prompt, so that its
 * cache holds what it would hold.
 */
final class ReasoningCost {

    private static final int TURNS = 10;
    private static final int QUESTION_TOKENS = 40;
    private static final int REASONING_TOKENS = 400;
    private static final int ANSWER_TOKENS = 200;

    /** What is done about reasoning between a turn and the next. */
    private enum Policy {
        LEAVE_OUT,
        LEAVE_OUT_AND_READ_AHEAD,
        KEEP
    }

    private final LoadedModel model;
    private final PromptWriter writer;
    private final Random random = new Random(7);

    private ReasoningCost(LoadedModel model) {
        this.model = model;
        this.writer = PromptWriter.of(model.info());
    }

    public static void main(String[] args) throws IOException {
        Path logs = Files.createTempDirectory("notso-logs");
        try (HostedEngine engine = new HostedEngine(HostCommand.of("llamacpp", logs))) {
            ModelOptions options = ModelOptions.of(Path.of(args[0])).withContextLength(16384);
            LoadedModel model =
                    engine.load(options, LoadProgress.Listener.NONE, new CancelSignal());
            ReasoningCost cost = new ReasoningCost(model);
            System.out.printf(
                    "%d turns: question %d, reasoning %d, answer %d tokens%n",
                    TURNS, QUESTION_TOKENS, REASONING_TOKENS, ANSWER_TOKENS);
            List<Message> conversation = cost.conversation();
            for (Policy policy : Policy.values()) {
                cost.measure(policy, conversation);
            }
        }
    }

    private void measure(Policy policy, List<Message> conversation) {
        PromptStyle style =
                new PromptStyle("", true, policy == Policy.KEEP, LocalDate.of(2026, 1, 1));
        List<Integer> read = new ArrayList<>();
        int context = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            List<Message> asked = conversation.subList(0, 2 * turn + 1);
            GenerationStatistics question = read(writer.question(asked, style));
            read.add(question.evaluatedTokens());
            Answer answer = ((Message.Reply) conversation.get(2 * turn + 1)).answer();
            context = read(writer.continuation(asked, answer, style)).promptTokens();
            if (policy == Policy.LEAVE_OUT_AND_READ_AHEAD) {
                read(writer.history(conversation.subList(0, 2 * turn + 2), style));
            }
        }
        int later = read.subList(1, TURNS).stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "%-26s read when asked: %s, mean of later turns %.0f; context after the last"
                        + " answer %d%n",
                policy, read, later / (TURNS - 1.0), context);
    }

    private GenerationStatistics read(Prompt prompt) {
        return model.generate(
                        GenerationRequest.of(prompt).withSampling(Sampling.GREEDY).withMaxTokens(1),
                        _ -> {},
                        new CancelSignal())
                .statistics();
    }

    private List<Message> conversation() {
        List<Message> messages = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            MessageId question = new MessageId(2 * turn + 1);
            messages.add(
                    new Message.Question(
                            question,
                            Optional.empty(),
                            Instant.EPOCH,
                            text(QUESTION_TOKENS),
                            List.of()));
            messages.add(
                    new Message.Reply(
                            new MessageId(2 * turn + 2),
                            Optional.of(question),
                            Instant.EPOCH,
                            Answer.EMPTY.grown(text(REASONING_TOKENS), text(ANSWER_TOKENS))));
        }
        return messages;
    }

    /** Words of chance that are about so many tokens. */
    private String text(int tokens) {
        StringBuilder text = new StringBuilder();
        while (model.tokenize(Prompt.plain(text.toString())).length < tokens) {
            text.append(text.isEmpty() ? "" : " ");
            int letters = 2 + random.nextInt(7);
            for (int i = 0; i < letters; i++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
