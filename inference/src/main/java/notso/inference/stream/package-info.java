/**
 * What lies between an engine's tokens and a reader: pure stages that take chunks and give chunks.
 *
 * <p>Bytes become text ({@link notso.inference.stream.Utf8Assembler}), text ends at a stop text
 * ({@link notso.inference.stream.StopTextMatcher}), text is told apart as thinking, answer and tool
 * calls ({@link notso.inference.stream.AnswerSplitter}) and comes in batches that a window can
 * follow ({@link notso.inference.stream.PartBatcher}). Every stage has {@code accept(chunk)} and
 * {@code finish()}, knows no other stage, and gives the same text however its input was cut. Start
 * at {@link notso.inference.stream.AnswerStream}, which turns a model's events into a reader's.
 */
@NullMarked
package notso.inference.stream;

import org.jspecify.annotations.NullMarked;
