package notso.inference.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merge rules of a vocabulary without those that can never apply, which are more than half of
 * some vocabularies and cost time at each start.
 *
 * <p>A rule joins two neighbours only if nothing has been joined across the ends of the span that
 * they fill. All that has happened within the span is then what would have happened to it alone, as
 * the most urgent rule always goes first, and the leftmost place among equals. So of all rules that
 * make one token, the one that ends the merging of that token's own characters is the only one that
 * ever applies.
 */
final class MergeRules {

    /** Tokens longer than this keep all their rules, so that no token takes long to merge. */
    private static final int LONGEST_MERGED = 64;

    private final Map<String, Integer> ids;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Long, Rule> byPair = new HashMap<>();

    private record Rule(String text, int rank, int left, int right, int result) {}

    /** A rule was given whose parts or whose result are no tokens. */
    static final class UnknownTokenException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param ids of all tokens that are spelled in {@link ByteAlphabet}, and of all its characters
     */
    MergeRules(Map<String, Integer> ids) {
        this.ids = ids;
    }

    /**
     * Adds a rule less urgent than those before. One that is there already adds nothing, nor does
     * one about what no text contains.
     *
     * @param text two parts with a space between
     */
    void add(String text) throws UnknownTokenException {
        int space = text.indexOf(' ', 1);
        if (space < 0 || space == text.length() - 1) {
            return;
        }
        String left = text.substring(0, space);
        String right = text.substring(space + 1);
        if (!ByteAlphabet.spells(left) || !ByteAlphabet.spells(right)) {
            return;
        }
        Integer leftId = ids.get(left);
        Integer rightId = ids.get(right);
        Integer result = ids.get(left + right);
        if (leftId == null || rightId == null || result == null) {
            throw new UnknownTokenException();
        }
        Rule rule = new Rule(text, rules.size(), leftId, rightId, result);
        if (byPair.putIfAbsent(pair(leftId, rightId), rule) == null) {
            rules.add(rule);
        }
    }

    /** The rules that can apply, the most urgent first. */
    List<String> live() {
        Map<Integer, Integer> ways = new HashMap<>();
        rules.forEach(rule -> ways.merge(rule.result, 1, Integer::sum));
        return rules.stream()
                .filter(rule -> ways.get(rule.result) == 1 || isLast(rule))
                .map(Rule::text)
                .toList();
    }

    /** Whether merging the characters of a rule's result ends with this rule. */
    private boolean isLast(Rule rule) {
        int length = rule.text.length() - 1;
        if (length > LONGEST_MERGED) {
            return true;
        }
        int[] symbols = new int[length];
        int count = 0;
        for (int i = 0; i < rule.text.length(); i++) {
            if (rule.text.charAt(i) != ' ') {
                symbols[count++] = ids.get(rule.text.substring(i, i + 1));
            }
        }
        while (count > 2) {
            int place = mostUrgent(symbols, count);
            if (place < 0) {
                return false;
            }
            symbols[place] = byPair.get(pair(symbols[place], symbols[place + 1])).result;
            System.arraycopy(symbols, place + 2, symbols, place + 1, count - place - 2);
            count--;
        }
        return Arrays.equals(symbols, 0, count, new int[] {rule.left, rule.right}, 0, 2);
    }

    private int mostUrgent(int[] symbols, int count) {
        int place = -1;
        int rank = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < count; i++) {
            Rule rule = byPair.get(pair(symbols[i], symbols[i + 1]));
            if (rule != null && rule.rank < rank) {
                rank = rule.rank;
                place = i;
            }
        }
        return place;
    }

    private static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }
}
