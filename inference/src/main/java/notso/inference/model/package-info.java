/**
 * What a model file is, whether it can be run, and what memory that takes.
 *
 * <p>In goes an open {@link notso.inference.gguf.GgufFile}; out come a {@link
 * notso.inference.model.ModelDescription} for the user to read and a {@link
 * notso.inference.model.MemoryEstimate}. {@link notso.inference.model.ModelCheck} stands between
 * every file and native code.
 */
@NullMarked
package notso.inference.model;

import org.jspecify.annotations.NullMarked;
