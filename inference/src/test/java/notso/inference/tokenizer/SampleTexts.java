package notso.inference.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts on which tokenizers like to differ; the random ones are the same at each run. */
final class SampleTexts {

    static final List<String> CHOSEN =
            List.of(
                    "",
                    " ",
                    "a",
                    "The quick brown fox jumps over the lazy dog.",
                    "I'll say it's what WE'RE DON'T I'D they've 'S 'LL 'x ''s 'ſ 's",
                    "Le cœur déçu mais l'âme plutôt naïve, Louÿs rêva de crapaüter.",
                    "Größe, Straße, ÜBERMÄSSIG; ¿Qué tal, señor? Ação! È così.",
                    "Съешь же ещё этих мягких французских булок",
                    "هذا نص عربي مع تَشكيل و١٢٣ رقم، وسؤال؟",
                    "שָׁלוֹם עוֹלָם \u200f(עברית)\u200e",
                    "這是繁體中文。这是简体中文，３４５个字。",
                    "日本語のテキスト、カタカナ・ひらがな「漢字」",
                    "한국어 텍스트 가나다 각",
                    "हिन्दी में क्षत्रिय ज्ञान श्री १२३",
                    "ภาษาไทยไม่มีช่องว่าง ๑๒๓",
                    "e\u0301 \u00e9 o\u0308\u0323 \u1e9b\u0323 ﬁ ǅ ªº",
                    "👍🏽 👩‍👩‍👧‍👦 🇩🇪🇫🇷 ❤️ ☺︎ 🫠🫨 🧑🏿‍🚀",
                    "0 00 000 0000 12345 1,234,567.89 ½ Ⅷ ² ৩ 𝟙𝟚𝟛 1a2b3c",
                    "if (x == 1) {\n    return y->z[i++] << 2;\n}\n\n\n// end\r\n",
                    "def f(x):\n\tif x:\n\t\treturn  [i for i in x]\n\n\n    pass   ",
                    "<html>\n  <b>x</b>&amp;<!-- c -->\n</html>",
                    "\n",
                    "\r\n",
                    "\n\n",
                    "\n \n",
                    " \n\n  \n",
                    "\t\n\t",
                    "\r\r\n\n\r",
                    "x\r\ny\rz\n",
                    "   three",
                    "three   ",
                    "  \t  mixed \t\n  ",
                    "a \u00a0 b\u3000c\u2003\u2009d\u0085e",
                    " \u2028\u2029 ",
                    "\u001c\u001d\u001e\u001f",
                    "\u180e\u200b\ufeff\u2060",
                    "\u0000",
                    "a\u0000b\u0000\u0000",
                    "\u0001\u0007\b\f\u000b\u001b[31m\u007f",
                    "<think>no</think> <|im_start|>user\n<|im_end|><<think>> <|im_end|",
                    "<sentinel:1> [EMPTY_0] </s> <|endoftext|> _<EOT>",
                    "\ud800",
                    "a\udc00b",
                    "\ud83d",
                    "\udc4d\ud83d",
                    "x\ud83d y",
                    "\ufffd\uffff\ufdd0 \ud83f\udfff \udbff\udfff \ue000",
                    "õ÷ÁýÀÿøúþüùöû ĠĊ Ã©",
                    "          \n".repeat(20),
                    "!!!???...,,,;;;---___===+++***///\\\\\\|||",
                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                    " a".repeat(50) + "\n".repeat(50) + "=".repeat(100),
                    // Came with Unicode 16, which the engine does not know yet.
                    "\u1c89\u1c8a a\ua7cb\ua7da b\ud803\udd4a1\ud803\udd40 \ud83e\uddbe \u0897");

    /** Where random characters are taken from; each range as often as any other. */
    private static final int[][] RANGES = {
        {0x20, 0x7E},
        {0x20, 0x20},
        {0x09, 0x0D},
        {0x00, 0x1F},
        {0x80, 0xFF},
        {0x100, 0x24F},
        {0x300, 0x36F},
        {0x370, 0x52F},
        {0x590, 0x6FF},
        {0x900, 0x97F},
        {0xE00, 0xE7F},
        {0x1100, 0x11FF},
        {0x2000, 0x206F},
        {0x2070, 0x2BFF},
        {0x3000, 0x30FF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xD800, 0xDFFF},
        {0xFE00, 0xFFFF},
        {0x0, 0xFFFF},
        {0x10000, 0x1FFFF},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x2FFFF},
        {0xE0000, 0xE01FF},
        {0x0, 0x10FFFF}
    };

    private static final String[] WORDS = {
        "the",
        "don't",
        " I'LL",
        "'re",
        "été",
        "слово",
        "中文",
        "123",
        "4567",
        "  ",
        "\n\n",
        " \n",
        "\t",
        "!?",
        "://",
        "_x",
        "é",
        "e\u0301",
        "👍🏽",
        "<think>",
        "<|im_end|>",
        "\u00a0",
        "ß",
        "HTML",
        "camelCase"
    };

    private SampleTexts() {}

    /** Texts of up to {@code longest} characters, of words, of one script or of any. */
    static List<String> random(long seed, int count, int longest) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(random(random, 1 + random.nextInt(longest)));
        }
        return texts;
    }

    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        int[] only = RANGES[random.nextInt(RANGES.length)];
        int kind = random.nextInt(4);
        while (text.length() < length) {
            switch (kind) {
                case 0 -> text.append(WORDS[random.nextInt(WORDS.length)]);
                case 1 -> append(text, random, only);
                case 2 -> append(text, random, RANGES[random.nextInt(RANGES.length)]);
                default -> {
                    text.append(WORDS[random.nextInt(WORDS.length)]);
                    append(text, random, only);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Random random, int[] range) {
        text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
    }
}
