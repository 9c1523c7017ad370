package notso.inference.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import notso.inference.CancelSignal;
import notso.inference.EngineException;
import notso.inference.command.Command;
import notso.inference.command.SlashCommands;
import notso.inference.command.TypedLine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class TourTest {

    private static final Pattern CONTENTS_LINE =
            Pattern.compile("(?m)^(\\d+)\\. \\*\\*(.+)\\*\\*, (\\d+) verses: `(.+)`$");
    private static final Tour SMALL =
            Tour.parse(
                    """
                    a comment
                    @@ One
                    a comment
                    @
                    first
                    @
                    - second
                    @@ Two
                    @
                    third

                    goes on
                    """);

    @Test
    void contentsAreTrue() {
        List<MatchResult> lines = CONTENTS_LINE.matcher(quoted("/quote tour")).results().toList();
        assertTrue(lines.size() >= 8, () -> lines.size() + " chapters");
        for (int number = 1; number <= lines.size(); number++) {
            MatchResult line = lines.get(number - 1);
            assertEquals(Integer.toString(number), line.group(1));
            String chapter = quoted(line.group(4));
            assertTrue(chapter.startsWith("## %d. %s\n".formatted(number, line.group(2))));
            assertTrue(chapter.contains("\n**" + line.group(3) + "**"), line.group());
            assertFalse(
                    quotable("/quote tour %d:%d".formatted(number, verses(line) + 1)),
                    line.group());
        }
        assertFalse(quotable("/quote tour " + (lines.size() + 1)));
    }

    @Test
    void everyVerseCanBeReached() {
        for (MatchResult line : CONTENTS_LINE.matcher(quoted("/quote tour")).results().toList()) {
            String chapter = quoted("/quote tour " + line.group(1));
            for (int verse = 1; verse <= verses(line); verse++) {
                String text = quoted("/quote tour %s:%d".formatted(line.group(1), verse));
                String body = text.substring(text.indexOf("**" + verse + "**"));
                assertTrue(body.strip().length() > 10, text);
                assertTrue(chapter.contains(body.strip()), text);
            }
            assertTrue(verses(line) >= 9 && verses(line) <= 25, line.group());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1; ## 1. One\\n\\n**1** first\\n\\n**2**\\n\\n- second\\n",
                "1:2; ## 1. One\\n\\n**2**\\n\\n- second\\n",
                "1:2-2:1; ## 1. One\\n\\n**2**\\n\\n- second\\n\\n## 2. Two\\n\\n**1** third\\n\\n"
                        + "goes on\\n"
            })
    void passageHasItsHeadingsAndNumbers(String address, String text) {
        assertEquals(text.replace("\\n", "\n"), SMALL.text(TourAddress.parse(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; The chapter of the tour is '0', but must be between 1 and 2.",
                "3; The chapter of the tour is '3', but must be between 1 and 2.",
                "1:0; The verse of the tour is '1:0', but must be between 1:1 and 1:2.",
                "1:1-1:3; The verse of the tour is '1:3', but must be between 1:1 and 1:2.",
                "1:1-3:1; The chapter of the tour is '3', but must be between 1 and 2."
            })
    void placeThatIsNotThereIsAnsweredWithWhatThereIs(String address, String sentence) {
        EngineException e =
                assertThrows(EngineException.class, () -> SMALL.text(TourAddress.parse(address)));
        assertEquals(sentence, e.getMessage());
    }

    private static int verses(MatchResult contentsLine) {
        return Integer.parseInt(contentsLine.group(3));
    }

    private static String quoted(String line) {
        if (SlashCommands.parse(line)
                instanceof TypedLine.Order(Command.Quote(QuoteSource source))) {
            return Quotations.resolve(source, new CancelSignal()).markdown();
        }
        throw new AssertionError(line);
    }

    private static boolean quotable(String line) {
        try {
            quoted(line);
            return true;
        } catch (EngineException _) {
            return false;
        }
    }
}
