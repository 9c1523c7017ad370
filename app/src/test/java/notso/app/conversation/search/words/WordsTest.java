package notso.app.conversation.search.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Hello, World!            | hello world
                    ÜBER uber Über U\u0308ber | uber uber uber uber
                    Straße STRASSE ẞ         | strasse strasse ss
                    İstanbul ISTANBUL ısı    | istanbul istanbul isi
                    ΟΔΥΣΣΕΥΣ Ὀδυσσεύς        | οδυσσευσ οδυσσευσ
                    Ёлка елка Й              | елка елка и
                    łódź Øre Æon œuvre       | lodz ore aeon oeuvre
                    ﬁnal ＦＵＬＬ ① m²         | final full 1 m2
                    HashMap snake_case       | hashmap snake case
                    foo.bar() don't 3.14     | foo bar don t 3 14
                    東京タワー                 | 東 京 タ ワ ー
                    か\u3099 が ｶﾞ             | が が ガ
                    한국어 \u1112\u1161\u11ab | 한 국 어 한
                    Python3入門               | python3 入 門
                    ที่นี่                     | ที่ นี่
                    مُحَمَّد محمد أحمد كتـاب   | محمد محمد احمد كتاب
                    שָׁלוֹם שלום              | שלום שלום
                    हिन्दी                    | हिन्दी
                    𝐁𝐨𝐥𝐝 𠮷野                | bold 𠮷 野
                    a🎉b                     | a 🎉 b
                    Sil\u00adben             | silben
                    x\u0301\u0302\u0303y     | xy
                    """)
    void textIsMadeOfFoldedWords(String text, String words) {
        assertEquals(words, String.join(" ", words(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "'  '",
                "!?.,;:",
                "…—–«»",
                "\u0301\u0301",
                "\ud800",
                "\u200d\u202e",
                "___"
            })
    void whatIsNoWordIsNone(String text) {
        assertEquals(List.of(), words(text));
    }

    @Test
    void aVeryLongWordIsCutIntoWords() {
        assertEquals(List.of("a".repeat(64), "a".repeat(36)), words("A".repeat(100)));
    }

    @Test
    void wordsSayWhereTheyAre() {
        Words words = new Words("… U\u0308ber 𠮷.");
        assertTrue(words.next());
        assertEquals("2-7", words.start() + "-" + words.end());
        assertTrue(words.next());
        assertEquals("8-10", words.start() + "-" + words.end());
    }

    /** Otherwise a query in one spelling would not find another. */
    @Test
    void foldingTwiceChangesNothing() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text = Character.toString(random.nextInt(0x30000));
            for (String word : words(text)) {
                assertEquals(
                        word,
                        String.join("", words(word)),
                        () -> "U+" + Integer.toHexString(text.codePointAt(0)));
            }
        }
    }

    @Test
    void noWordIsLongerThanTheIndexCanHold() {
        Random random = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < 300; k++) {
                text.appendCodePoint(
                        random.nextInt(4) == 0 ? 0xFDFA : 0x300 + random.nextInt(0x2000));
            }
            words(text.toString()).forEach(word -> assertTrue(word.length() <= 150, () -> word));
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Words reader = new Words(text);
        while (reader.next()) {
            words.add(reader.word());
        }
        return words;
    }
}
