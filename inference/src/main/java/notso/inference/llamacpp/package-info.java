/**
 * The fast engine: llama.cpp called through the Foreign Function and Memory API.
 *
 * <p>In go a checked GGUF file and a prompt, out come tokens. Start at {@link
 * notso.inference.llamacpp.LlamaCppEngine}; one class stands for each native object, and no memory
 * segment leaves the package. The structures are those of llama.cpp v0.4.0 ({@code llama.h} and
 * {@code ggml-backend.h} of that version); {@link notso.inference.llamacpp.RuntimeFolder} accepts
 * no other.
 */
@NullMarked
package notso.inference.llamacpp;

import org.jspecify.annotations.NullMarked;
