package notso.inference.quote;

import notso.inference.CancelSignal;
import notso.inference.EngineException;

/** Finds what is to be quoted. */
public final class Quotations {

    private Quotations() {}

    /**
     * The passage that a source names. Reads files, so not for a user interface's thread.
     *
     * @param cancel ends the search for a line far into a huge file
     * @throws EngineException if there is no such passage, or the file is none that can be quoted;
     *     its message is one sentence that says what there is instead
     */
    public static Quotation resolve(QuoteSource source, CancelSignal cancel) {
        return switch (source) {
            case QuoteSource.OfTour(TourAddress address, double rate) ->
                    new Quotation(Tour.bundled().text(address), rate);
            case QuoteSource.OfFile(var file, LineRange lines, double rate) ->
                    new Quotation(
                            FileQuote.markdown(file, TextFile.read(file, lines, cancel)), rate);
        };
    }
}
