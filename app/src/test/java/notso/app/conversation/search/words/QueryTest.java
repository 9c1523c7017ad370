package notso.app.conversation.search.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class QueryTest {

    /** A star stands behind a word that may go on, a slash between parts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    rai                | rai*
                    two Words          | two / words*
                    'one '             | one*
                    "a phrase"         | a phrase
                    "a phra            | a phrase?
                    “so typed” here    | so typed / here*
                    say "this now"     | say / this now
                    foo.bar()          | foo bar*
                    東京               | 東 京*
                    a AND              | a / and*
                    *:*                | ''
                    "                  | ''
                    ""                 | ''
                    NOT (x OR y)~2     | not / x / or / y 2*
                    """)
    void partsAreReadFromPlainText(String typed, String parts) {
        assertEquals(parts.replace("phrase?", "phra*"), text(Query.of(typed)));
    }

    @Test
    void whatIsTooLongIsCut() {
        assertEquals(32, Query.of("a ".repeat(50_000)).parts().size());
        assertEquals(16, Query.of("x".repeat(100_000)).parts().getFirst().words().size());
        assertTrue(Query.of("?".repeat(100_000)).parts().isEmpty());
    }

    private static String text(Query query) {
        return query.parts().stream()
                .map(part -> String.join(" ", part.words()) + (part.open() ? "*" : ""))
                .collect(Collectors.joining(" / "));
    }
}
