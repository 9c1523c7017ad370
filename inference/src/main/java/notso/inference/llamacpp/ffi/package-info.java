/**
 * llama.cpp's libraries as Java objects: one class for each structure and each native object.
 *
 * <p>In go a folder of libraries and a checked GGUF file, out come ids and scores. Start at {@link
 * notso.inference.llamacpp.ffi.LlamaLibrary}. No memory segment leaves this package, every object
 * checks that it is open and may be closed twice. The structures are those of llama.cpp v0.4.0
 * ({@code llama.h} and {@code ggml-backend.h} of that version); {@link
 * notso.inference.llamacpp.ffi.RuntimeFolder} accepts no other.
 */
@NullMarked
package notso.inference.llamacpp.ffi;

import org.jspecify.annotations.NullMarked;
