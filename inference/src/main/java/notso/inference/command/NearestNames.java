package notso.inference.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds commands whose names look like a misspelt one. */
final class NearestNames {

    private static final int MOST = 3;

    /** No command's name is near to a longer one. */
    private static final int LONGEST = 20;

    private NearestNames() {}

    /** The likeliest first. */
    static List<SlashCommand> of(String typed) {
        String name = typed.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > LONGEST) {
            return List.of();
        }
        return Stream.of(SlashCommand.values())
                .filter(command -> distance(name, command) <= allowed(name))
                .sorted(Comparator.comparingInt(command -> distance(name, command)))
                .limit(MOST)
                .toList();
    }

    /** One edit in three characters. */
    private static int allowed(String name) {
        return Math.max(1, name.length() / 3);
    }

    /** Where one name begins the other, only a little is missing. */
    private static int distance(String name, SlashCommand command) {
        String other = command.commandName();
        boolean begins = name.length() > 1 && (other.startsWith(name) || name.startsWith(other));
        return begins ? 1 : edits(name, other);
    }

    /** Characters to insert, remove, replace or exchange with a neighbour. */
    private static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(edits[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            edits[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                edits[i][j] =
                        Math.min(
                                edits[i - 1][j - 1] + change,
                                Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean exchanged =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
