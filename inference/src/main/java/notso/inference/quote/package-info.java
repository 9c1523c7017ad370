/**
 * Passages that are streamed like an answer: of the bundled tour, or of a text file.
 *
 * <p>In goes a {@link notso.inference.quote.QuoteSource}, which says what to quote and how fast;
 * out comes a {@link notso.inference.quote.Quotation}, the passage as markdown, and from it the
 * events of a generation. Start at {@link notso.inference.quote.Quotations}.
 */
@NullMarked
package notso.inference.quote;

import org.jspecify.annotations.NullMarked;
