package notso.inference.host.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.Ability;
import notso.inference.Device;
import notso.inference.EngineInfo;
import notso.inference.FinishReason;
import notso.inference.GenerationEvent;
import notso.inference.GenerationRequest;
import notso.inference.GenerationStatistics;
import notso.inference.LoadProgress;
import notso.inference.ModelInfo;
import notso.inference.ModelOptions;
import notso.inference.ModelOptions.KvType;
import notso.inference.Problem;
import notso.inference.Prompt;
import notso.inference.Prompt.Segment;
import notso.inference.Sampling;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

class FrameChannelTest {

    private static final Prompt PROMPT =
            new Prompt(
                    List.of(
                            new Segment.Markup("<|im_start|>"),
                            new Segment.Plain("naïve 漢字 😀\n\0"),
                            new Segment.Tokens(List.of(0, 128_255))));
    private static final GenerationStatistics STATISTICS =
            new GenerationStatistics(
                    7, 5, 3, Duration.ofNanos(1), Duration.ofDays(2), Duration.ofMillis(3));

    static Stream<HostMessage> hostMessages() {
        return Stream.of(
                new HostMessage.Hello("token"),
                new HostMessage.Beat(),
                new HostMessage.Progress(new LoadProgress(LoadProgress.Phase.PREPARING, 1.0 / 3)),
                new HostMessage.Event(new GenerationEvent.PromptProgress(1, 2, 3)),
                new HostMessage.Event(new GenerationEvent.Token(-1, "", false)),
                new HostMessage.Event(new GenerationEvent.Token(128_002, "<think>", true)),
                new HostMessage.Event(
                        new GenerationEvent.Finished(FinishReason.CANCELLED, STATISTICS)),
                new HostMessage.Ready(
                        new EngineInfo("x", "1.2", Set.of(Ability.YARN, Ability.UNLOAD))),
                new HostMessage.Devices(
                        List.of(
                                new Device("GPU0", "A ☃", Device.Kind.GPU, 1L << 40, 5),
                                new Device("CPU", "", Device.Kind.CPU, 0, 0))),
                new HostMessage.Loaded(modelInfo(Optional.of("{{ x }}"))),
                new HostMessage.Loaded(modelInfo(Optional.empty())),
                new HostMessage.Tokens(new int[] {1, -1, Integer.MAX_VALUE}),
                new HostMessage.Generated(),
                new HostMessage.Failed(new Problem.Cancelled()));
    }

    static Stream<ClientMessage> clientMessages() {
        return Stream.of(
                new ClientMessage.ListDevices(1),
                new ClientMessage.Load(2, ModelOptions.of(Path.of("a b", "é.gguf"))),
                new ClientMessage.Load(
                        3,
                        ModelOptions.of(Path.of("m"))
                                .withContextLength(131_072)
                                .withThreads(3)
                                .withGpuLayers(0)
                                .withDevice("CUDA0")
                                .withKvTypes(KvType.Q8_0, KvType.Q4_0)),
                new ClientMessage.Tokenize(4, PROMPT),
                new ClientMessage.Generate(5, GenerationRequest.of(PROMPT)),
                new ClientMessage.Generate(
                        6,
                        new GenerationRequest(
                                PROMPT,
                                new Sampling(0.1, 2, 0.3, 0.4, 1.5, OptionalLong.of(7)),
                                9,
                                List.of("a", "b"),
                                false)),
                new ClientMessage.Cancel(7),
                new ClientMessage.Close());
    }

    @ParameterizedTest
    @MethodSource("hostMessages")
    void hostMessageArrivesAsItWasSent(HostMessage message) throws IOException {
        for (int mostAtOnce : new int[] {1, 3, 1 << 20}) {
            byte[] bytes = bytes(message, mostAtOnce);
            HostMessage received =
                    new FrameChannel(new FakeConnection(bytes, mostAtOnce))
                            .receiveFromHost()
                            .orElseThrow();
            if (message instanceof HostMessage.Tokens(int[] ids)) {
                assertArrayEquals(ids, ((HostMessage.Tokens) received).ids());
            } else {
                assertEquals(message, received);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clientMessages")
    void clientMessageArrivesAsItWasSent(ClientMessage message) throws IOException {
        byte[] bytes = bytes(message);
        assertEquals(Optional.of(message), clientReads(bytes));
    }

    @Test
    void everyKindOfMessageIsAmongTheSamples() {
        assertEquals(
                leaves(HostMessage.class),
                new HashSet<>(hostMessages().<Class<?>>map(Object::getClass).toList()));
        assertEquals(
                leaves(ClientMessage.class),
                new HashSet<>(clientMessages().<Class<?>>map(Object::getClass).toList()));
        assertEquals(
                leaves(GenerationEvent.class),
                new HashSet<>(
                        hostMessages()
                                .filter(HostMessage.Event.class::isInstance)
                                .<Class<?>>map(m -> ((HostMessage.Event) m).event().getClass())
                                .toList()));
    }

    @Test
    void connectionThatEndsGivesNothing() throws IOException {
        byte[] whole = bytes(new ClientMessage.Tokenize(4, PROMPT));
        for (int length = 0; length < whole.length; length++) {
            assertEquals(Optional.empty(), clientReads(Arrays.copyOf(whole, length)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, FrameChannel.LONGEST + 1, Integer.MAX_VALUE})
    void frameOfForbiddenLengthIsRefused(int length) {
        byte[] bytes = ByteBuffer.allocate(100).putInt(length).array();
        assertThrows(FrameException.class, () -> clientReads(bytes));
    }

    @Test
    void greetingMustBeShort() {
        byte[] bytes = ByteBuffer.allocate(5000).putInt(4000).array();
        assertThrows(
                FrameException.class,
                () -> new FrameChannel(new FakeConnection(bytes, 5000)).receiveGreeting());
    }

    @Test
    void messageThatIsTooLargeIsNotSentAndTheNextOneIs() throws IOException {
        FakeConnection connection = new FakeConnection(new byte[0], 1 << 20);
        FrameChannel channel = new FrameChannel(connection);
        Prompt large = Prompt.plain("x".repeat(FrameChannel.LONGEST));
        assertThrows(
                FrameException.class, () -> channel.send(new ClientMessage.Tokenize(1, large)));
        assertEquals(0, connection.sent().length);
        channel.send(new ClientMessage.Cancel(2));
        assertEquals(Optional.of(new ClientMessage.Cancel(2)), clientReads(connection.sent()));
    }

    @Test
    void garbageIsRefusedAndNothingWorse() throws IOException {
        Random random = new Random(11);
        List<byte[]> samples = new ArrayList<>();
        for (ClientMessage message : clientMessages().toList()) {
            samples.add(bytes(message));
        }
        for (HostMessage message : hostMessages().toList()) {
            samples.add(bytes(message, 1 << 20));
        }
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = samples.get(random.nextInt(samples.size())).clone();
            for (int i = random.nextInt(1, 4); i > 0 && bytes.length > 5; i--) {
                bytes[random.nextInt(4, bytes.length)] = (byte) random.nextInt();
            }
            try {
                clientReads(bytes);
                new FrameChannel(new FakeConnection(bytes, 64)).receiveFromHost();
            } catch (FrameException e) {
                assertFalse(e.getMessage().isBlank());
                refused++;
            }
        }
        assertTrue(refused > 5_000, "refused " + refused);
    }

    @Test
    void severalMessagesComeInOrder() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ClientMessage message : clientMessages().toList()) {
            all.write(bytes(message));
        }
        FrameChannel channel = new FrameChannel(new FakeConnection(all.toByteArray(), 7));
        for (ClientMessage message : clientMessages().toList()) {
            assertEquals(Optional.of(message), channel.receiveFromClient());
        }
        assertEquals(Optional.empty(), channel.receiveFromClient());
    }

    private static ModelInfo modelInfo(Optional<String> template) {
        return new ModelInfo(
                Path.of("m.gguf"),
                "a0b1",
                "n",
                "smollm3",
                1,
                2,
                3,
                4,
                5,
                "d",
                6L << 33,
                template,
                "",
                "e");
    }

    private static byte[] bytes(HostMessage message, int mostAtOnce) throws IOException {
        FakeConnection connection = new FakeConnection(new byte[0], mostAtOnce);
        new FrameChannel(connection).send(message);
        return connection.sent();
    }

    private static byte[] bytes(ClientMessage message) throws IOException {
        FakeConnection connection = new FakeConnection(new byte[0], 1 << 20);
        new FrameChannel(connection).send(message);
        return connection.sent();
    }

    private static Optional<ClientMessage> clientReads(byte[] bytes) throws IOException {
        return new FrameChannel(new FakeConnection(bytes, 1 << 20)).receiveFromClient();
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }
}
