package notso.inference.quote;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.quote.TourAddress.Chapter;
import notso.inference.quote.TourAddress.Passage;
import notso.inference.quote.TourAddress.Verse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people write for a place in the tour. */
final class TourAddressParser {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<chapter>\\d{1,6})(?::(?<verse>\\d{1,6})"
                            + "(?:[-–](?:(?<lastChapter>\\d{1,6}):)?(?<lastVerse>\\d{1,6}))?)?");

    private TourAddressParser() {}

    static TourAddress parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            throw invalid(text, "a chapter such as 3 or verses such as 1:5, 1:1-14 or 1:10-2:3");
        }
        int chapter = number(address, "chapter").orElseThrow();
        Optional<Integer> verse = number(address, "verse");
        if (verse.isEmpty()) {
            return new Chapter(chapter);
        }
        Verse first = new Verse(chapter, verse.get());
        Verse last =
                new Verse(
                        number(address, "lastChapter").orElse(chapter),
                        number(address, "lastVerse").orElse(first.verse()));
        if (last.compareTo(first) < 0) {
            throw invalid(text, "one that ends behind its beginning, such as 1:1-14");
        }
        return new Passage(first, last);
    }

    private static Optional<Integer> number(Matcher address, String group) {
        return Optional.ofNullable(address.group(group)).map(Integer::valueOf);
    }

    private static EngineException invalid(String text, String expected) {
        return new EngineException(new Problem.InvalidValue("place in the tour", text, expected));
    }
}
