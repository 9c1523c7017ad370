package notso.inference.llamacpp.ffi;

import java.lang.foreign.MemorySegment;

/** The functions of {@code ggml-backend.h} that the library {@code libggml} has. */
interface GgmlApi {

    void ggml_backend_load_all_from_path(MemorySegment folder);

    long ggml_backend_dev_count();

    MemorySegment ggml_backend_dev_get(long index);
}
