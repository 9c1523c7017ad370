package notso.app.view.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingDirectionTest {

    @ParameterizedTest
    @CsvSource({
        "Hello, false",
        "'', false",
        "123 \u2026, false",
        "\u0634\u0631\u062d, true",
        "12 \u05e9\u05dc\u05d5\u05dd abc, true",
        "abc \u05e9\u05dc\u05d5\u05dd, false",
        "\u4e2d\u6587, false",
        "\ud83d\ude80 \u0634\u0631\u062d, true",
    })
    void theFirstLetterThatHasADirectionDecides(String title, boolean rightToLeft) {
        assertEquals(rightToLeft, WritingDirection.isRightToLeft(title));
    }
}
