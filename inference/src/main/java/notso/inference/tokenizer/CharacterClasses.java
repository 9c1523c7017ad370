package notso.inference.tokenizer;

import java.util.Map;

/**
 * Writes the character classes of a pattern so that they hold in one version of Unicode.
 *
 * <p>The engine's tables (llama.cpp v0.4.0) are those of Unicode 15.1, the pattern library behind
 * DJL 0.38.0 has those of 16.0. They differ by the characters that came with 16.0 and by nothing
 * else, so these are taken out of each class.
 */
final class CharacterClasses {

    /** What Unicode 16.0 added; whole blocks where all of a block was unassigned before. */
    private static final String ADDED_IN_16 =
            "\\x{897}\\x{1B4E}\\x{1B4F}\\x{1B7F}\\x{1C89}\\x{1C8A}\\x{2427}-\\x{2429}"
                    + "\\x{31E4}\\x{31E5}\\x{A7CB}-\\x{A7CD}\\x{A7DA}-\\x{A7DC}"
                    + "\\x{105C0}-\\x{105FF}\\x{10D40}-\\x{10D8F}\\x{10EC2}-\\x{10EC4}\\x{10EFC}"
                    + "\\x{11380}-\\x{113FF}\\x{116D0}-\\x{116E3}\\x{11BC0}-\\x{11BFF}\\x{11F5A}"
                    + "\\x{13460}-\\x{143FF}\\x{16100}-\\x{1613F}\\x{16D40}-\\x{16D7F}\\x{18CFF}"
                    + "\\x{1CC00}-\\x{1CEBF}\\x{1E5D0}-\\x{1E5FF}\\x{1F8B2}-\\x{1F8BB}"
                    + "\\x{1F8C0}\\x{1F8C1}\\x{1FA89}\\x{1FA8F}\\x{1FABE}\\x{1FAC6}\\x{1FADC}"
                    + "\\x{1FADF}\\x{1FAE9}\\x{1FBCB}-\\x{1FBEF}";

    private static final Map<String, String> PINNED =
            Map.of(
                    "\\p{L}", pinned("\\p{L}"),
                    "\\p{M}", pinned("\\p{M}"),
                    "\\p{N}", pinned("\\p{N}"),
                    "\\p{P}", pinned("\\p{P}"),
                    "\\p{S}", pinned("\\p{S}"));

    private CharacterClasses() {}

    /** The pattern with {@code \p{L}} and its like in the engine's meaning. */
    static String pin(String pattern) {
        String result = pattern;
        for (Map.Entry<String, String> entry : PINNED.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }

    private static String pinned(String category) {
        return "[" + category + "&&[^" + ADDED_IN_16 + "]]";
    }
}
