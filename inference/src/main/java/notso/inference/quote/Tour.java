package notso.inference.quote;

import notso.inference.EngineException;
import notso.inference.Problem;
import notso.inference.quote.TourAddress.Verse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A text in chapters and verses; a verse is one or more whole blocks of markdown. */
record Tour(List<Chapter> chapters) {

    record Chapter(String title, List<String> verses) {
        Chapter {
            verses = List.copyOf(verses);
        }
    }

    private static final String CHAPTER = "@@ ";
    private static final String VERSE = "@";

    Tour {
        chapters = List.copyOf(chapters);
    }

    /** The tour of the application and of markdown. */
    static Tour bundled() {
        try (InputStream in = Objects.requireNonNull(Tour.class.getResourceAsStream("tour.md"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a tour: a line {@code @@ TITLE} begins a chapter, a line {@code @} a verse. What stands
     * before the first verse of a chapter is a comment.
     */
    static Tour parse(String text) {
        List<Chapter> chapters = new ArrayList<>();
        for (String chapter : ("\n" + text).split("\n" + CHAPTER)) {
            String[] verses = chapter.split("\n" + VERSE + "\n");
            if (verses.length > 1) {
                String title = verses[0].lines().findFirst().orElse("");
                List<String> bodies = new ArrayList<>();
                for (int i = 1; i < verses.length; i++) {
                    bodies.add(verses[i].strip());
                }
                chapters.add(new Chapter(title, bodies));
            }
        }
        return new Tour(chapters);
    }

    /**
     * What stands at an address, as markdown.
     *
     * @throws EngineException with {@link Problem.InvalidValue}, which says what there is, if there
     *     is no such place
     */
    String text(TourAddress address) {
        return switch (address) {
            case TourAddress.Contents _ -> contents();
            case TourAddress.Chapter(int number) ->
                    passage(
                            new Verse(number, 1),
                            new Verse(number, chapter(number).verses().size()));
            case TourAddress.Passage(Verse first, Verse last) -> passage(first, last);
        };
    }

    private String contents() {
        StringBuilder text = new StringBuilder("## A tour in chapters and verses\n\n");
        for (int number = 1; number <= chapters.size(); number++) {
            Chapter chapter = chapters.get(number - 1);
            text.append(
                    "%d. **%s**, %d verses: `/quote tour %d`\n"
                            .formatted(number, chapter.title, chapter.verses.size(), number));
        }
        return text.toString();
    }

    private String passage(Verse first, Verse last) {
        requireVerse(first);
        requireVerse(last);
        StringBuilder text = new StringBuilder();
        for (int number = first.chapter(); number <= last.chapter(); number++) {
            Chapter chapter = chapter(number);
            int from = number == first.chapter() ? first.verse() : 1;
            int to = number == last.chapter() ? last.verse() : chapter.verses.size();
            text.append("## %d. %s\n\n".formatted(number, chapter.title));
            for (int verse = from; verse <= to; verse++) {
                text.append(numbered(verse, chapter.verses.get(verse - 1))).append("\n\n");
            }
        }
        return text.toString().stripTrailing() + "\n";
    }

    /** The number begins the verse where that is a paragraph, and stands above other blocks. */
    private static String numbered(int verse, String body) {
        String gap = Character.isLetter(body.codePointAt(0)) ? " " : "\n\n";
        return "**" + verse + "**" + gap + body;
    }

    private Chapter chapter(int number) {
        if (number < 1 || number > chapters.size()) {
            throw invalid(
                    "chapter of the tour",
                    String.valueOf(number),
                    "between 1 and " + chapters.size());
        }
        return chapters.get(number - 1);
    }

    private void requireVerse(Verse place) {
        int verses = chapter(place.chapter()).verses().size();
        if (place.verse() < 1 || place.verse() > verses) {
            throw invalid(
                    "verse of the tour",
                    place.toString(),
                    "between %1$d:1 and %1$d:%2$d".formatted(place.chapter(), verses));
        }
    }

    private static EngineException invalid(String name, String value, String expected) {
        return new EngineException(new Problem.InvalidValue(name, value, expected));
    }
}
