package notso.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.ModelOptions.KvType;
import notso.inference.fixture.TestModel;
import notso.inference.fixture.TestShape;
import notso.inference.gguf.GgmlType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ModelDescriptionTest {

    private static final long GIB = 1L << 30;

    @TempDir Path folder;

    @Test
    void everythingTheFileTellsIsThere() {
        TestModel model = TestModel.tiny().withShape(TestShape.TINY.withLayers(8));
        ModelDescription read = ModelDescription.read(model.writeTo(folder.resolve("m.gguf")));
        assertEquals("smollm3", read.architecture());
        assertEquals("Random SmolLM3", read.title());
        assertEquals(3, read.ggufVersion());
        assertEquals(8, read.layers());
        assertEquals(256, read.hidden());
        assertEquals(512, read.feedForward());
        assertEquals(4, read.heads());
        assertEquals(2, read.kvHeads());
        assertEquals(128, read.headSize());
        assertEquals(65_536, read.trainedContext());
        assertEquals(model.vocabulary().size(), read.vocabulary());
        assertEquals(5_000_000.0, read.ropeBase());
        assertEquals(List.of(3, 7), read.nopeLayers());
        assertEquals(8 * 2 * 2 * 128 * 2, read.kvBytesPerToken());
        assertEquals("gpt2", read.tokenizer().model());
        assertEquals("smaug-bpe", read.tokenizer().preTokenizer());
        assertEquals("<|im_end|>", read.tokenizer().endOfTurn().orElseThrow().text());
        assertEquals(Optional.of(TestModel.standardTemplate()), read.chatTemplate());
    }

    @Test
    void tensorTypesOfThirtySixLayersAreThoseOfThePublishedFile() {
        TestModel model = TestModel.tiny().withShape(TestShape.TINY.withLayers(36));
        ModelDescription read = ModelDescription.read(model.writeTo(folder.resolve("m.gguf")));
        assertEquals(
                List.of(
                        Map.entry(GgmlType.Q4_K, 216),
                        Map.entry(GgmlType.F32, 73),
                        Map.entry(GgmlType.Q6_K, 37)),
                List.copyOf(read.tensorTypes().entrySet()));
    }

    @Test
    void memoryGrowsWithContextAndShrinksWithKvType() {
        ModelDescription model =
                ModelDescription.read(TestModel.tiny().writeTo(folder.resolve("m.gguf")));
        MemoryEstimate full = MemoryEstimate.of(model, 8192, KvType.F16, KvType.F16);
        assertEquals(8192 * model.kvBytesPerToken(), full.kvBytes());
        MemoryEstimate half = MemoryEstimate.of(model, 8192, KvType.Q8_0, KvType.Q8_0);
        assertEquals(full.kvBytes() * 34 / 64, half.kvBytes());
        MemoryEstimate mixed = MemoryEstimate.of(model, 8192, KvType.F16, KvType.Q8_0);
        assertEquals((full.kvBytes() + half.kvBytes()) / 2, mixed.kvBytes());
        assertTrue(full.totalBytes() > full.kvBytes() + model.weightBytes());
    }

    @Test
    void needIsHeldAgainstTheMachine() {
        MemoryEstimate need = new MemoryEstimate(2 * GIB, GIB, 0);
        assertEquals(MemoryEstimate.Fit.FITS, need.fit(new MachineMemory(8 * GIB, 4 * GIB)));
        assertEquals(MemoryEstimate.Fit.TIGHT, need.fit(new MachineMemory(8 * GIB, 2 * GIB)));
        assertEquals(MemoryEstimate.Fit.TOO_LARGE, need.fit(new MachineMemory(3 * GIB, 2 * GIB)));
    }

    @Test
    void linuxTellsWhatIsAvailable() {
        String meminfo =
                "MemTotal:       16000000 kB\nMemFree:  100 kB\nMemAvailable:   9000000 kB\n";
        assertEquals(
                new MachineMemory(16_384_000_000L, 9_216_000_000L),
                new MachineMemory(16_384_000_000L, 100_000).refinedBy(meminfo));
        assertEquals(
                new MachineMemory(GIB, GIB / 2),
                new MachineMemory(GIB, GIB / 2).refinedBy(meminfo),
                "a container's limit holds");
        assertEquals(new MachineMemory(5, 4), new MachineMemory(5, 4).refinedBy("nothing"));
    }

    @Test
    void thisMachineHasMemory() {
        MachineMemory machine = MachineMemory.now();
        assertTrue(machine.totalBytes() > GIB / 4);
        assertTrue(machine.availableBytes() > 0);
        assertTrue(machine.availableBytes() <= machine.totalBytes());
    }
}
