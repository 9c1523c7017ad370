package notso.inference;

/**
 * A compute device.
 *
 * @param id the name by which {@link ModelOptions} asks for it, such as {@code CUDA0}
 * @param description the maker's name of it
 * @param kind processor or graphics processor
 * @param totalBytes its memory, 0 where unknown
 * @param freeBytes what of it is free now, 0 where unknown
 */
public record Device(String id, String description, Kind kind, long totalBytes, long freeBytes) {

    /** What sort of device it is. */
    public enum Kind {
        CPU,
        GPU,
        /** A graphics processor that shares the machine's own memory. */
        INTEGRATED_GPU,
        ACCELERATOR
    }
}
