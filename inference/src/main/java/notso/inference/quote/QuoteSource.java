package notso.inference.quote;

import java.nio.file.Path;

/** What to quote. */
public sealed interface QuoteSource {

    /** Tokens a second where none is asked for. */
    double DEFAULT_RATE = 60;

    /** How fast, in tokens a second; 0 for as fast as possible. */
    double tokensPerSecond();

    /** A passage of the bundled tour. */
    record OfTour(TourAddress address, double tokensPerSecond) implements QuoteSource {}

    /** Lines of a text file. */
    record OfFile(Path file, LineRange lines, double tokensPerSecond) implements QuoteSource {}
}
