package notso.app.conversation.store;

import notso.app.conversation.Change;
import notso.app.conversation.Entry;

import java.util.ArrayList;
import java.util.List;

/** Entries on their way to the disk; parts of one answer that follow each other become one. */
final class PendingEntries {

    private final List<Entry> entries = new ArrayList<>();

    void add(Entry entry) {
        if (!entries.isEmpty()
                && entries.getLast() instanceof Entry(var at, Change.AnswerGrew begin)
                && entry.change() instanceof Change.AnswerGrew more
                && begin.reply().equals(more.reply())) {
            Change.AnswerGrew both =
                    new Change.AnswerGrew(
                            begin.reply(),
                            begin.reasoning() + more.reasoning(),
                            begin.text() + more.text());
            entries.set(entries.size() - 1, new Entry(at, both));
        } else {
            entries.add(entry);
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether there is nothing but parts of an answer, which can wait a little. */
    boolean canWait() {
        return entries.stream().allMatch(entry -> entry.change() instanceof Change.AnswerGrew);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void clear() {
        entries.clear();
    }
}
