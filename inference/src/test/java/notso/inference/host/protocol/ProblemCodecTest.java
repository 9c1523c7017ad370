package notso.inference.host.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

class ProblemCodecTest {

    /** One of every kind, each field with a value of its own. */
    static Stream<Problem> problems() throws ReflectiveOperationException {
        Stream.Builder<Problem> problems = Stream.builder();
        for (Class<?> kind : Problem.class.getPermittedSubclasses()) {
            RecordComponent[] fields = kind.getRecordComponents();
            Object[] values = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
                values[i] = sample(fields[i].getType(), i);
            }
            Class<?>[] types =
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
            problems.add((Problem) kind.getDeclaredConstructor(types).newInstance(values));
        }
        return problems.build();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void problemArrivesWithAllItsData(Problem problem) throws IOException {
        FakeConnection connection = new FakeConnection(new byte[0], 1 << 20);
        new FrameChannel(connection).send(new HostMessage.Failed(problem));
        assertEquals(
                Optional.of(new HostMessage.Failed(problem)),
                new FrameChannel(new FakeConnection(connection.sent(), 1 << 20)).receiveFromHost());
    }

    @Test
    void unknownProblemIsRefused() {
        assertThrows(
                FrameException.class,
                () -> ProblemCodec.read(new FrameReader(new byte[] {(byte) 200})));
    }

    private static Object sample(Class<?> type, int i) {
        if (type == Path.class) {
            return Path.of("folder " + i, "ü.gguf");
        }
        if (type == String.class) {
            return "text " + i + " …";
        }
        if (type == int.class) {
            return -7 - i;
        }
        if (type == long.class) {
            return (1L << 50) + i;
        }
        throw new AssertionError("no sample for " + type);
    }
}
