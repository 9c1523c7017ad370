package notso.inference.llamacpp;

import notso.inference.Device;
import notso.inference.EngineException;
import notso.inference.ModelOptions;
import notso.inference.Problem;
import notso.inference.model.MemoryEstimate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which layers go to which graphics processor.
 *
 * @param device empty where everything stays on the processor
 * @param layers how many go there, the output layer counted in
 */
record OffloadPlan(Optional<Device> device, int layers) {

    private static final OffloadPlan NONE = new OffloadPlan(Optional.empty(), 0);

    /** Left free for the display and other programs. */
    private static final long RESERVE_BYTES = 512L << 20;

    /**
     * @param modelLayers transformer layers of the model
     * @throws EngineException if the options name a device or layers that cannot be had
     */
    static OffloadPlan of(
            ModelOptions options, int modelLayers, MemoryEstimate need, List<Device> devices) {
        Optional<Device> graphics = graphics(options, devices);
        int all = modelLayers + 1;
        if (graphics.isEmpty()) {
            if (options.gpuLayers() > 0) {
                throw new EngineException(
                        new Problem.NotSupported(
                                LlamaCppEngine.ID,
                                "there is no graphics processor to put layers on"));
            }
            return NONE;
        }
        int layers =
                options.gpuLayers() == ModelOptions.AUTOMATIC
                        ? layersThatFit(all, need, graphics.get())
                        : Math.min(options.gpuLayers(), all);
        return layers == 0 ? NONE : new OffloadPlan(graphics, layers);
    }

    /**
     * The named device, or else the first one with memory of its own, or else an integrated one.
     */
    private static Optional<Device> graphics(ModelOptions options, List<Device> devices) {
        if (options.device().isPresent()) {
            String id = options.device().get();
            Device named =
                    devices.stream()
                            .filter(device -> device.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> unknown(id, devices));
            return isGraphics(named) ? Optional.of(named) : Optional.empty();
        }
        return Stream.of(Device.Kind.GPU, Device.Kind.INTEGRATED_GPU)
                .flatMap(kind -> devices.stream().filter(device -> device.kind() == kind))
                .findFirst();
    }

    private static boolean isGraphics(Device device) {
        return device.kind() == Device.Kind.GPU || device.kind() == Device.Kind.INTEGRATED_GPU;
    }

    private static int layersThatFit(int all, MemoryEstimate need, Device device) {
        long free = device.freeBytes() - RESERVE_BYTES - need.bufferBytes();
        long perLayer = Math.max(1, (need.weightBytes() + need.kvBytes()) / all);
        return Math.clamp(free / perLayer, 0, all);
    }

    private static EngineException unknown(String id, List<Device> devices) {
        List<String> ids = devices.stream().map(Device::id).toList();
        return new EngineException(
                new Problem.InvalidValue("device", id, "one of " + String.join(", ", ids)));
    }
}
