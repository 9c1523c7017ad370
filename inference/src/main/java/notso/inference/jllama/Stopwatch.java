package notso.inference.jllama;

import notso.inference.GenerationStatistics;

import java.time.Duration;

/** When a generation began, and when its tokens came. */
final class Stopwatch {

    private final long begin = System.nanoTime();
    private long firstToken;
    private long lastToken;

    /** A token came. */
    void token() {
        lastToken = System.nanoTime();
        if (firstToken == 0) {
            firstToken = lastToken;
        }
    }

    GenerationStatistics statistics(int prompt, int reused, int generated) {
        long promptEnd = firstToken == 0 ? System.nanoTime() : firstToken;
        Duration prompting = Duration.ofNanos(promptEnd - begin);
        return new GenerationStatistics(
                prompt,
                reused,
                generated,
                prompting,
                Duration.ofNanos(lastToken - firstToken),
                firstToken == 0 ? Duration.ZERO : prompting);
    }
}
