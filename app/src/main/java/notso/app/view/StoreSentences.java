package notso.app.view;

import notso.app.conversation.store.StoreNotice;
import notso.app.view.look.Texts;

/** One sentence for each thing that can be wrong with the disk. */
final class StoreSentences {

    private StoreSentences() {}

    static String of(StoreNotice notice, Texts texts) {
        return switch (notice) {
            case StoreNotice.SavedAgain _ -> texts.get("store.saved-again");
        };
    }
}
