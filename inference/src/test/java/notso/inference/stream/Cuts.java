package notso.inference.stream;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every way to cut a sample once, and the cut into single characters. */
final class Cuts {

    private Cuts() {}

    static Stream<List<String>> of(String sample) {
        return Stream.concat(
                IntStream.rangeClosed(0, sample.length())
                        .mapToObj(at -> List.of(sample.substring(0, at), sample.substring(at))),
                Stream.of(sample.chars().mapToObj(Character::toString).toList()));
    }
}
