package notso.app.view;

import notso.app.conversation.importing.ImportNotice;
import notso.app.conversation.importing.ImportNoticeText;
import notso.app.view.look.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what came out of a file, and what did not. */
final class ImportSentences {

    private static final int MOST = 12;

    private ImportSentences() {}

    static String of(Path file, int sessions, List<ImportNotice> notices, Texts texts) {
        Stream<String> lines = notices.stream().limit(MOST).map(ImportNoticeText::sentence);
        String more = notices.size() > MOST ? texts.get("import.more", notices.size() - MOST) : "";
        return Stream.of(
                        Stream.of(texts.get("import.done", sessions, file.getFileName())),
                        lines,
                        Stream.of(more).filter(text -> !text.isEmpty()))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }
}
