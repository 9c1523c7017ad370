package notso.inference.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a text is cut into words before byte pairs are merged inside each. Pattern after pattern is
 * applied to what the ones before have left; what matches and what lies between becomes a piece of
 * its own.
 *
 * <p>The names are the values of {@code tokenizer.ggml.pre} and the patterns do what llama.cpp
 * v0.4.0 does for them on Linux and macOS. Names that it cuts by a program of its own, or that mark
 * a vocabulary which is not written in {@link ByteAlphabet}, have no entry.
 *
 * @param patterns in order, in the syntax of Oniguruma
 * @param ignoresMerges whether a word that is a token as a whole is left whole
 * @param beginsTexts whether a token begins each text unless the file denies it
 * @param hasUsualBeginOfText whether that token is known where the file does not name it
 */
record PreTokenizer(
        List<String> patterns,
        boolean ignoresMerges,
        boolean beginsTexts,
        boolean hasUsualBeginOfText) {

    private static final String CONTRACTION =
            "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";

    private static final String WORD = "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+";

    private static final String BREAKS_AND_SPACES = "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final String SIGNS = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*" + BREAKS_AND_SPACES;

    private static final String SIGNS_AND_SLASH =
            "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*" + BREAKS_AND_SPACES;

    private static final String GPT_2 =
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    private static final String LLAMA_3 = CONTRACTION + "|" + WORD + "|\\p{N}{1,3}" + SIGNS;

    private static final String QWEN_2 = CONTRACTION + "|" + WORD + "|\\p{N}" + SIGNS;

    private static final String QWEN_35 =
            CONTRACTION
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*"
                    + BREAKS_AND_SPACES;

    private static final String JAIS_2 =
            CONTRACTION
                    + "|"
                    + WORD
                    + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+"
                    + "|\\s{512}(?!\\S)|\\s{256}(?!\\S)|\\s{128}(?!\\S)|\\s{64}(?!\\S)"
                    + "|\\s{32}(?!\\S)|\\s{16}(?!\\S)|\\s{8}(?!\\S)|\\s{4}(?!\\S)"
                    + "|\\s{1,2}(?!\\S)|\\s{1}";

    /** A letter that is not a small one of ASCII, and a letter that is not a capital one. */
    private static final String CAPITAL = "[\\p{L}&&[^a-z]]";

    private static final String SMALL = "[\\p{L}&&[^A-Z]]";

    private static final String CASED_WORD = "[^\\r\\n\\p{L}\\p{N}]?" + CAPITAL + "*" + SMALL + "+";

    private static final String CAPITALISED_WORD =
            "[^\\r\\n\\p{L}\\p{N}]?" + CAPITAL + "+" + SMALL + "*";

    private static final String TEKKEN =
            CASED_WORD + "|" + CAPITALISED_WORD + "|\\p{N}" + SIGNS_AND_SLASH;

    private static final String GPT_4O =
            CASED_WORD
                    + CONTRACTION
                    + "?|"
                    + CAPITALISED_WORD
                    + CONTRACTION
                    + "?|\\p{N}{1,3}"
                    + SIGNS_AND_SLASH;

    private static final String DEEPSEEK_3_WORDS =
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+"
                    + "|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                    + "| ?[\\p{P}\\p{S}]+[\\r\\n]*"
                    + BREAKS_AND_SPACES;

    /** Latin, Greek, Cyrillic and other letters that have two cases. */
    private static final String CASED_LETTERS =
            "A-Za-z\\x{B5}\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{1BA}\\x{1BC}-\\x{1BF}"
                + "\\x{1C4}-\\x{293}\\x{295}-\\x{2AF}\\x{370}-\\x{373}\\x{376}\\x{377}"
                + "\\x{37B}-\\x{37D}\\x{37F}\\x{386}\\x{388}-\\x{38A}\\x{38C}\\x{38E}-\\x{3A1}"
                + "\\x{3A3}-\\x{3F5}\\x{3F7}-\\x{481}\\x{48A}-\\x{52F}\\x{531}-\\x{556}"
                + "\\x{10A0}-\\x{10C5}\\x{13A0}-\\x{13F5}\\x{13F8}-\\x{13FD}\\x{1C90}-\\x{1CBA}"
                + "\\x{1CBD}-\\x{1CBF}\\x{1D00}-\\x{1D2B}\\x{1D6B}-\\x{1D77}\\x{1D79}-\\x{1D9A}"
                + "\\x{1E00}-\\x{1F15}\\x{1F18}-\\x{1F1D}\\x{1F20}-\\x{1F45}\\x{1F48}-\\x{1F4D}"
                + "\\x{1F50}-\\x{1F57}\\x{1F59}\\x{1F5B}\\x{1F5D}\\x{1F5F}-\\x{1F7D}"
                + "\\x{1F80}-\\x{1FB4}\\x{1FB6}-\\x{1FBC}\\x{1FBE}\\x{1FC2}-\\x{1FC4}"
                + "\\x{1FC6}-\\x{1FCC}\\x{1FD0}-\\x{1FD3}\\x{1FD6}-\\x{1FDB}\\x{1FE0}-\\x{1FEC}"
                + "\\x{1FF2}-\\x{1FF4}\\x{1FF6}-\\x{1FFC}\\x{2102}\\x{2107}\\x{210A}-\\x{2113}"
                + "\\x{2115}\\x{2119}-\\x{211D}\\x{2124}\\x{2126}\\x{2128}\\x{212A}-\\x{212D}"
                + "\\x{212F}-\\x{2134}\\x{2139}\\x{213C}-\\x{213F}\\x{2145}-\\x{2149}\\x{214E}"
                + "\\x{2183}\\x{2184}\\x{2C00}-\\x{2C7B}\\x{2C7E}-\\x{2CE4}\\x{2CEB}-\\x{2CEE}"
                + "\\x{2CF2}\\x{2CF3}\\x{A640}-\\x{A66D}\\x{A680}-\\x{A69B}\\x{A722}-\\x{A76F}"
                + "\\x{A771}-\\x{A787}\\x{A78B}-\\x{A78E}\\x{AB70}-\\x{ABBF}\\x{FB00}-\\x{FB06}"
                + "\\x{FB13}-\\x{FB17}\\x{FF21}-\\x{FF3A}\\x{FF41}-\\x{FF5A}\\x{10400}-\\x{1044F}"
                + "\\x{104B0}-\\x{104D3}\\x{104D8}-\\x{104FB}\\x{10C80}-\\x{10CB2}"
                + "\\x{10CC0}-\\x{10CF2}\\x{118A0}-\\x{118DF}\\x{1E900}-\\x{1E943}";

    private static final String IDEOGRAPHS_AND_KANA =
            "[\\x{4E00}-\\x{9FA5}\\x{3040}-\\x{309F}\\x{30A0}-\\x{30FF}]+";

    /** And much that lies between, but no space, which the engine has made U+000B by then. */
    private static final String IDEOGRAPHS_AND_HANGUL =
            "[\\x{800}-\\x{9FA5}\\x{AC00}-\\x{D7FF}&&\\S]+";

    private static final String BLOOM =
            " ?[^(\\s|.,!?\\x{2026}\\x{3002}\\x{FF0C}\\x{3001}\\x{964}\\x{6D4}\\x{60C})]+";

    private static final Map<String, PreTokenizer> BY_NAME = new HashMap<>();

    static {
        put(
                "llama3 llama-v3 llama-bpe falcon3 falcon-h1 pixtral midm-2.0 lfm2",
                new PreTokenizer(List.of(LLAMA_3), true, true, true));
        put("tekken", new PreTokenizer(List.of(TEKKEN), true, true, true));
        put(
                "minicpm5",
                new PreTokenizer(
                        List.of("\\p{N}{1,3}", CONTRACTION + "|" + WORD + "|\\p{N}+" + SIGNS),
                        true,
                        false,
                        true));
        merges("smaug-bpe dbrx", LLAMA_3);
        put("glm4 chatglm-bpe", new PreTokenizer(List.of(LLAMA_3), false, false, false));
        merges("jais-2", JAIS_2);
        merges(
                "qwen2 deepseek-r1-qwen kormo f2llmv2 stablelm2 megrez hunyuan solar-open grok-2",
                QWEN_2);
        merges("qwen35", QWEN_35);
        merges(
                "gpt-2 phi-2 gigachat a.x-4.0 mellum mpt olmo jais trillion granite-docling"
                        + " exaone4",
                GPT_2);
        merges(
                "starcoder refact command-r smollm codeshell exaone minerva-7b mellum2",
                "\\p{N}",
                GPT_2);
        merges("falcon", "[\\p{P}\\$\\+<=>\\^~\\|`]+", GPT_2, "[0-9][0-9][0-9]");
        merges("default", "[\\p{P}\\$\\+<=>\\^~\\|]+", GPT_2, "\\p{N}+", "[0-9][0-9][0-9]");
        merges(
                "deepseek-llm",
                "[\\r\\n]",
                "\\s?[" + CASED_LETTERS + "]+",
                "\\s?[!-/:-~\\x{FF01}-\\x{FF0F}\\x{FF1A}-\\x{FF5E}"
                        + "\\x{2018}-\\x{201F}\\x{3001}\\x{3002}]+",
                "\\s+\\z",
                IDEOGRAPHS_AND_HANGUL,
                "\\p{N}+");
        merges(
                "deepseek-coder",
                "[\\r\\n]",
                "\\s?\\p{L}+",
                "\\s?\\p{P}+",
                IDEOGRAPHS_AND_HANGUL,
                "\\p{N}");
        merges(
                "deepseek-v3 hunyuan-dense joyai-llm",
                "\\p{N}{1,3}",
                IDEOGRAPHS_AND_KANA,
                DEEPSEEK_3_WORDS);
        merges("gpt-4o llama4 kanana2 talkie minimax-m2", GPT_4O);
        merges(
                "bailingmoe bailingmoe2 llada-moe",
                "'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|"
                        + WORD
                        + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+");
        merges(
                "seed-coder",
                CONTRACTION
                        + "|"
                        + WORD
                        + "|\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+"
                        + BREAKS_AND_SPACES);
        merges("laguna", "[^\\n]+|[\\n]+", QWEN_2);
        merges("bloom gpt3-finnish poro-chat", BLOOM);
        merges("viking", BLOOM, "\\p{N}");
    }

    PreTokenizer {
        patterns = patterns.stream().map(CharacterClasses::pin).toList();
    }

    static Optional<PreTokenizer> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names, for tests that go through them. */
    static List<String> names() {
        return BY_NAME.keySet().stream().sorted().toList();
    }

    private static void merges(String names, String... patterns) {
        put(names, new PreTokenizer(List.of(patterns), false, false, true));
    }

    private static void put(String names, PreTokenizer value) {
        for (String name : names.split(" ")) {
            BY_NAME.put(name, value);
        }
    }
}
