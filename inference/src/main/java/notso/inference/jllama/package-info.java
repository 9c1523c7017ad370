/**
 * The portable engine: java-llama.cpp 4.2.0, which brings llama.cpp b4916 inside its jar.
 *
 * <p>In goes a model file, adapted first where it is a SmolLM3, and prompts as token ids; out come
 * pieces of text. Start at {@link notso.inference.jllama.JllamaEngine}. The wrapper runs a small
 * server inside this process and tells only text, so that counts and reasons are worked out here;
 * {@link notso.inference.jllama.Answering} says how.
 */
@NullMarked
package notso.inference.jllama;

import org.jspecify.annotations.NullMarked;
