package notso.app.view.look;

import java.util.List;

/** Brings a list that is shown up to date, and leaves alone what stays. */
public final class ListPatch {

    private ListPatch() {}

    /** Changes only what lies between the parts that stay at the beginning and at the end. */
    public static <T> void apply(List<T> items, List<? extends T> wanted) {
        int most = Math.min(items.size(), wanted.size());
        int head = 0;
        while (head < most && items.get(head).equals(wanted.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head
                && items.get(items.size() - 1 - tail)
                        .equals(wanted.get(wanted.size() - 1 - tail))) {
            tail++;
        }
        if (head + tail < items.size()) {
            items.subList(head, items.size() - tail).clear();
        }
        if (head + tail < wanted.size()) {
            items.addAll(head, wanted.subList(head, wanted.size() - tail));
        }
    }
}
