package notso.app.conversation.importing;

import notso.app.conversation.foreign.Limits;
import notso.app.conversation.foreign.Losses;

import java.util.ArrayList;
import java.util.List;

/** Collects notices, only so many of them. */
final class Notices {

    private final List<ImportNotice> list = new ArrayList<>();
    private int further;

    void add(ImportNotice notice) {
        if (list.size() < Limits.MOST_NOTICES) {
            list.add(notice);
        } else {
            further++;
        }
    }

    void add(String title, Losses losses) {
        losses.counts().forEach((loss, count) -> add(new ImportNotice.Lost(title, loss, count)));
    }

    List<ImportNotice> all() {
        List<ImportNotice> all = new ArrayList<>(list);
        if (further > 0) {
            all.add(new ImportNotice.Further(further));
        }
        return all;
    }
}
