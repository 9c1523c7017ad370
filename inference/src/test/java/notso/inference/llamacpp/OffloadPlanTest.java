package notso.inference.llamacpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.ModelOptions;
import notso.inference.model.MemoryEstimate;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class OffloadPlanTest {

    private static final long GIB = 1L << 30;
    private static final int LAYERS = 36;

    /** 37 layers of 64 MiB, the output layer counted in. */
    private static final MemoryEstimate NEED =
            new MemoryEstimate(37 * (48L << 20), 37 * (16L << 20), 256L << 20);

    private static final Device CPU = new Device("CPU", "A processor", Device.Kind.CPU, 0, 0);
    private static final Device LARGE =
            new Device("GPU0", "Large", Device.Kind.GPU, 16 * GIB, 16 * GIB);
    private static final Device SMALL =
            new Device("GPU1", "Small", Device.Kind.GPU, 2 * GIB, (768L + 640) << 20);
    private static final Device SHARED =
            new Device("GPU2", "Shared", Device.Kind.INTEGRATED_GPU, 8 * GIB, 8 * GIB);

    private final ModelOptions options = ModelOptions.of(Path.of("model.gguf"));

    @Test
    void withoutAGraphicsProcessorAllStays() {
        assertEquals(new OffloadPlan(Optional.empty(), 0), plan(options, CPU));
    }

    @Test
    void everythingGoesWhereItFits() {
        assertEquals(new OffloadPlan(Optional.of(LARGE), 37), plan(options, CPU, LARGE));
    }

    @Test
    void asManyLayersGoAsFitBesideBuffersAndReserve() {
        assertEquals(new OffloadPlan(Optional.of(SMALL), 10), plan(options, CPU, SMALL));
    }

    @Test
    void memoryOfItsOwnIsPreferred() {
        assertEquals(Optional.of(LARGE), plan(options, SHARED, CPU, LARGE).device());
        assertEquals(Optional.of(SHARED), plan(options, SHARED, CPU).device());
    }

    @Test
    void whatIsAskedForIsDone() {
        assertEquals(
                new OffloadPlan(Optional.of(SMALL), 5),
                plan(options.withDevice("GPU1").withGpuLayers(5), CPU, LARGE, SMALL));
        assertEquals(
                new OffloadPlan(Optional.empty(), 0), plan(options.withGpuLayers(0), CPU, LARGE));
        assertEquals(
                new OffloadPlan(Optional.empty(), 0), plan(options.withDevice("CPU"), CPU, LARGE));
        assertEquals(37, plan(options.withGpuLayers(99), CPU, LARGE).layers());
    }

    @Test
    void whatCannotBeHadIsRefused() {
        assertThrows(EngineException.class, () -> plan(options.withGpuLayers(3), CPU));
        assertThrows(EngineException.class, () -> plan(options.withDevice("GPU7"), CPU, LARGE));
    }

    private static OffloadPlan plan(ModelOptions options, Device... devices) {
        return OffloadPlan.of(options, LAYERS, NEED, List.of(devices));
    }
}
