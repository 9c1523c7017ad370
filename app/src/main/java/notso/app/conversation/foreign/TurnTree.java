package notso.app.conversation.foreign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Nodes that name their parents, brought into an order in which parents come first, whatever they
 * name. Nodes of one speaker that follow each other become one turn; where several do, one goes on
 * with it, which is the shown one if any is, and the others are branches beside it.
 */
final class TurnTree {

    private static final int NONE = -1;

    private final List<ForeignTurn> nodes;
    private final int[] parent;
    private final Instant[] created;
    private final boolean[] isShown;
    private final List<Integer> shownPath = new ArrayList<>();
    private final int[] turnOf;

    /**
     * @param begun the time of a first node that has none
     */
    TurnTree(ForeignConversation conversation, Instant begun) {
        nodes = List.copyOf(conversation.turns().values());
        parent = new int[nodes.size()];
        created = new Instant[nodes.size()];
        isShown = new boolean[nodes.size()];
        turnOf = new int[nodes.size()];
        Arrays.fill(turnOf, NONE);
        Arrays.fill(created, begun);
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            indexes.put(nodes.get(i).id(), i);
        }
        link(indexes, conversation.losses());
        cutLoops(conversation.losses());
        conversation
                .shown()
                .ifPresent(
                        id -> {
                            if (indexes.containsKey(id)) {
                                markShown(indexes.get(id));
                            } else {
                                conversation.losses().add(Loss.SHOWN_MISSING);
                            }
                        });
    }

    private void link(Map<String, Integer> indexes, Losses losses) {
        for (int i = 0; i < nodes.size(); i++) {
            Optional<String> named = nodes.get(i).parent();
            parent[i] = named.map(indexes::get).orElse(NONE);
            if (named.isPresent() && parent[i] == NONE) {
                losses.add(Loss.PARENT_MISSING);
            }
        }
    }

    private void cutLoops(Losses losses) {
        int[] seenFrom = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            int at = i;
            while (at != NONE && seenFrom[at] == 0) {
                seenFrom[at] = i + 1;
                int next = parent[at];
                if (next != NONE && seenFrom[next] == i + 1) {
                    parent[at] = NONE;
                    losses.add(Loss.LOOP);
                }
                at = parent[at];
            }
        }
    }

    private void markShown(int last) {
        for (int at = last; at != NONE; at = parent[at]) {
            isShown[at] = true;
            shownPath.add(at);
        }
        Collections.reverse(shownPath);
    }

    /** The turns, each behind its parent and otherwise by time. */
    List<JoinedTurn> joined() {
        List<JoinedTurn> turns = new ArrayList<>();
        int[] said = saidBefore();
        boolean[] goesOnShown = new boolean[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            if (isShown[i] && follows(said[i], i)) {
                goesOnShown[said[i]] = true;
            }
        }
        for (int i : order()) {
            ForeignTurn node = nodes.get(i);
            int before = said[i] == NONE ? NONE : turnOf[said[i]];
            if (!node.isSaid()) {
                turnOf[i] = before;
                continue;
            }
            if (follows(said[i], i)) {
                JoinedTurn turn = turns.get(before);
                if (turn.last() == said[i] && (isShown[i] || !goesOnShown[said[i]])) {
                    turn.join(node, i);
                    turnOf[i] = before;
                    continue;
                }
                before = turn.parent().orElse(NONE);
            }
            JoinedTurn turn =
                    new JoinedTurn(
                            node.speaker(),
                            before == NONE ? Optional.empty() : Optional.of(before),
                            created[i]);
            turn.join(node, i);
            turnOf[i] = turns.size();
            turns.add(turn);
        }
        return turns;
    }

    /** After {@link #joined()}: the indexes of the shown turns, first to last, some repeatedly. */
    List<Integer> shown() {
        return shownPath.stream().map(at -> turnOf[at]).filter(turn -> turn != NONE).toList();
    }

    private boolean follows(int before, int node) {
        return before != NONE
                && nodes.get(node).isSaid()
                && nodes.get(before).speaker() == nodes.get(node).speaker();
    }

    /** For each node the nearest one above it in which something is said. */
    private int[] saidBefore() {
        int[] said = new int[nodes.size()];
        for (int i : order()) {
            int above = parent[i];
            said[i] = above == NONE || nodes.get(above).isSaid() ? above : said[above];
        }
        return said;
    }

    /** Parents first, otherwise by time; gives each node without a time that of its parent. */
    private List<Integer> order() {
        List<List<Integer>> children = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            children.add(new ArrayList<>(1));
        }
        PriorityQueue<Integer> next =
                new PriorityQueue<>(
                        Comparator.<Integer, Instant>comparing(i -> created[i])
                                .thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < nodes.size(); i++) {
            if (parent[i] == NONE) {
                created[i] = nodes.get(i).created().orElse(created[i]);
                next.add(i);
            } else {
                children.get(parent[i]).add(i);
            }
        }
        List<Integer> order = new ArrayList<>(nodes.size());
        while (!next.isEmpty()) {
            int i = next.remove();
            order.add(i);
            for (int child : children.get(i)) {
                created[child] = nodes.get(child).created().orElse(created[i]);
                next.add(child);
            }
        }
        return order;
    }
}
