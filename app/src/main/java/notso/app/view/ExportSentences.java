package notso.app.view;

import notso.app.conversation.export.ExportException;
import notso.app.view.look.Texts;

import java.nio.file.Path;
import java.util.Optional;

/** Says why a file was not written. */
final class ExportSentences {

    private ExportSentences() {}

    /**
     * @param reason empty if there was such a file already
     */
    static String of(Path file, Optional<ExportException.Reason> reason, Texts texts) {
        String key =
                reason.map(
                                why ->
                                        switch (why) {
                                            case NO_FOLDER -> "export.no-folder";
                                            case IS_FOLDER -> "export.is-folder";
                                            case REFUSED -> "export.refused";
                                            case FAILED -> "export.failed";
                                        })
                        .orElse("export.exists");
        return texts.get(key, file);
    }
}
