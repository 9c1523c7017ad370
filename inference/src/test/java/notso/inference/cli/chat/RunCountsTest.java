package notso.inference.cli.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import notso.inference.FinishReason;
import notso.inference.GenerationEvent.Finished;
import notso.inference.GenerationStatistics;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class RunCountsTest {

    private final RunCounts counts = new RunCounts();

    @Test
    void nothingIsCountedBeforeTheFirstAnswer() {
        assertEquals(0, counts.answers());
        assertEquals(0, counts.readingSpeed());
        assertEquals(0, counts.generationSpeed());
        assertEquals(Optional.empty(), counts.medianToFirstToken());
    }

    @Test
    void answersAddUp() {
        add(100, 0, 11, 500);
        add(150, 110, 21, 100);
        add(200, 170, 0, 0);
        assertEquals(3, counts.answers());
        assertEquals(170, counts.readTokens());
        assertEquals(280, counts.reusedTokens());
        assertEquals(32, counts.generatedTokens());
        assertEquals(170 / 3.0, counts.readingSpeed(), 1e-9);
        assertEquals(30 / 6.0, counts.generationSpeed(), 1e-9);
        assertEquals(200, counts.contextTokens());
    }

    @Test
    void medianLeavesOutAnswersWithoutATokenAndIsNotMovedByOne() {
        add(1, 0, 2, 9000);
        add(1, 0, 2, 100);
        add(1, 0, 0, 0);
        add(1, 0, 2, 200);
        assertEquals(Optional.of(Duration.ofMillis(200)), counts.medianToFirstToken());
    }

    @Test
    void contextCanBeForgotten() {
        add(100, 0, 5, 1);
        assertEquals(105, counts.contextTokens());
        counts.forgetContext();
        assertEquals(0, counts.contextTokens());
        assertEquals(5, counts.generatedTokens());
    }

    private void add(int prompt, int reused, int generated, int firstMillis) {
        counts.add(
                new Finished(
                        FinishReason.END_OF_TURN,
                        new GenerationStatistics(
                                prompt,
                                reused,
                                generated,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofMillis(firstMillis))));
    }
}
