package notso.inference.stream;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class StopTextMatcherTest {

    record Sample(String text, List<String> stop, String passed, Optional<String> matched) {}

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("no stop text", List.of(), "no stop text", Optional.empty()),
                new Sample("some text", List.of("stop"), "some text", Optional.empty()),
                new Sample("one stop two", List.of("stop"), "one ", Optional.of("stop")),
                new Sample("stop", List.of("stop"), "", Optional.of("stop")),
                new Sample("sto", List.of("stop"), "sto", Optional.empty()),
                new Sample("ststop!", List.of("stop"), "st", Optional.of("stop")),
                new Sample("aaab", List.of("aab"), "a", Optional.of("aab")),
                new Sample("abcabd", List.of("abd"), "abc", Optional.of("abd")),
                new Sample("a\nUser: b", List.of("\nUser:", "\n\n"), "a", Optional.of("\nUser:")),
                new Sample("xabcd", List.of("abcd", "bc"), "xa", Optional.of("bc")),
                new Sample("xabc", List.of("bc", "abc"), "x", Optional.of("abc")),
                new Sample("ab then a", List.of("ab", "abc"), "", Optional.of("ab")),
                new Sample("say 😀 now", List.of("😀"), "say ", Optional.of("😀")),
                new Sample("say 😃 now", List.of("😀"), "say 😃 now", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutAnywhereStopsAtTheSamePlace(Sample sample) {
        Cuts.of(sample.text)
                .forEach(
                        chunks -> {
                            StopTextMatcher matcher = new StopTextMatcher(sample.stop);
                            StringBuilder passed = new StringBuilder();
                            chunks.forEach(chunk -> passed.append(matcher.accept(chunk)));
                            passed.append(matcher.finish());
                            assertAll(
                                    chunks.toString(),
                                    () -> assertEquals(sample.passed, passed.toString()),
                                    () -> assertEquals(sample.matched, matcher.matched()));
                        });
    }

    @Test
    void onlyTheLongestPossibleBeginningIsHeldBack() {
        StopTextMatcher matcher = new StopTextMatcher(List.of("stop"));
        assertEquals("a s", matcher.accept("a ssto"));
        assertEquals("stox", matcher.accept("x"));
        assertEquals("", matcher.finish());
    }

    @Test
    void nothingPassesAfterAMatch() {
        StopTextMatcher matcher = new StopTextMatcher(List.of("."));
        assertEquals("a", matcher.accept("a.b"));
        assertEquals("", matcher.accept("c"));
        assertEquals("", matcher.finish());
    }
}
