package notso.inference.command;

import notso.inference.quote.LineRange;
import notso.inference.quote.QuoteSource;
import notso.inference.quote.TourAddress;
import notso.inference.scripted.Recital;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what is to be quoted. */
final class QuoteParser {

    /** A file with that name is quoted as {@code ./tour}, or in quotation marks. */
    private static final String TOUR = "tour";

    private static final String RATE = "--rate";

    /** A word, or several in quotation marks; a mark without its partner is a character. */
    private static final Pattern WORD =
            Pattern.compile("\"[^\"]+\"(?=\\s|$)|'[^']+'(?=\\s|$)|\\S+");

    private static final Pattern AT_RATE = Pattern.compile("@[\\d.,]+");

    private QuoteParser() {}

    static Command parse(String text) {
        List<String> words =
                new ArrayList<>(WORD.matcher(text).results().map(MatchResult::group).toList());
        double rate = takeRate(words);
        if (words.isEmpty()) {
            throw Arguments.invalid("passage", text, "a place in the tour or lines of a file");
        }
        String first = words.removeFirst();
        if (words.size() > 1) {
            throw Arguments.invalid(
                    "passage",
                    text,
                    "tour and a place in it, or a file and lines of it (a name with blanks needs"
                            + " quotation marks)");
        }
        String where = words.isEmpty() ? "" : words.getFirst();
        return new Command.Quote(
                first.equalsIgnoreCase(TOUR)
                        ? new QuoteSource.OfTour(TourAddress.parse(where), rate)
                        : new QuoteSource.OfFile(
                                FileName.path("text file", first),
                                where.isEmpty() ? LineRange.ALL : LineRange.parse(where),
                                rate));
    }

    /** Takes the rate out of the words behind the first, wherever it is among them. */
    private static double takeRate(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            if (AT_RATE.matcher(words.get(i)).matches()) {
                return rate(words.remove(i).substring(1));
            }
            if (words.get(i).equals(RATE)) {
                words.remove(i);
                return rate(i < words.size() ? words.remove(i) : "");
            }
        }
        return QuoteSource.DEFAULT_RATE;
    }

    private static double rate(String text) {
        String expected = "a number of tokens a second up to %.0f".formatted(Recital.FASTEST);
        double rate = Arguments.number("rate", text, expected);
        if (rate > Recital.FASTEST) {
            throw Arguments.invalid("rate", text, expected);
        }
        return rate;
    }
}
