package notso.inference.llamacpp.ffi;

import java.lang.foreign.MemorySegment;

/** The functions of {@code ggml-backend.h} that the library {@code libggml-base} has. */
interface GgmlBaseApi {

    MemorySegment ggml_backend_dev_name(MemorySegment device);

    MemorySegment ggml_backend_dev_description(MemorySegment device);

    int ggml_backend_dev_type(MemorySegment device);

    void ggml_backend_dev_memory(MemorySegment device, MemorySegment free, MemorySegment total);
}
