/**
 * GGUF files: read, validate, write.
 *
 * <p>In goes a path; out come {@link notso.inference.gguf.GgufMetadata}, a list of {@link
 * notso.inference.gguf.GgufTensor}s and their bytes, all of it views over a memory map, so that a
 * file of many gigabytes costs a few kilobytes of heap. Start at {@link
 * notso.inference.gguf.GgufFile#open}: what it returns has passed every check of the container
 * (versions 2 and 3, counts, lengths, types, offsets), and what fails one is an {@link
 * notso.inference.EngineException}. {@link notso.inference.gguf.GgufWriter} is the way back. {@link
 * notso.inference.gguf.ContentKey} tells files apart by what they hold.
 */
@NullMarked
package notso.inference.gguf;

import org.jspecify.annotations.NullMarked;
