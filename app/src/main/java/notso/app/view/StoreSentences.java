package notso.app.view;

import notso.app.conversation.store.StoreNotice;
import notso.app.view.look.Texts;

/** One sentence for each thing that can be wrong with the disk. */
final class StoreSentences {

    private StoreSentences() {}

    static String of(StoreNotice notice, Texts texts) {
        return switch (notice) {
            case StoreNotice.NotSaved(var path, boolean diskFull, _) when diskFull ->
                    texts.get("store.disk-full", path);
            case StoreNotice.NotSaved(var path, _, String reason) ->
                    texts.get("store.not-saved", path, reason);
            case StoreNotice.SavedAgain _ -> texts.get("store.saved-again");
            case StoreNotice.SetAside(var original, var kept, int linesLost) ->
                    texts.get("store.set-aside", original.getFileName(), kept, linesLost);
            case StoreNotice.TooNew(var file, int version) ->
                    texts.get("store.too-new", file.getFileName(), version);
        };
    }
}
