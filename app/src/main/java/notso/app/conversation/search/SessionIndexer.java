package notso.app.conversation.search;

import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.search.words.OneLine;
import notso.app.conversation.search.words.Words;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Takes one session apart into words, places and text. Used once. */
final class SessionIndexer {

    /** Characters of one section, a whole book; what is behind it is not found. */
    private static final int LONGEST_SECTION = 500_000;

    /** Characters of one session. */
    private static final int LONGEST_SESSION = 2_000_000;

    private static final int WORDS_OF_ROW = 64;

    /** Characters of a row behind which the next word begins another one. */
    private static final int LONG_ROW = 1_000;

    /** Both halves of an indexed session; the text is only needed for excerpts. */
    record Result(IndexedSession session, byte[] text) {}

    private final Map<String, Numbers> words = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Numbers fields = new Numbers();
    private final Numbers messages = new Numbers();
    private final Numbers firstPositions = new Numbers();
    private final Numbers firstRows = new Numbers();
    private final Numbers rowPositions = new Numbers();
    private final Numbers rowStarts = new Numbers();
    private final Numbers rowChecks = new Numbers();
    private int position;
    private int room = LONGEST_SESSION;

    private SessionIndexer() {}

    static Result index(Session session) {
        SessionIndexer indexer = new SessionIndexer();
        indexer.add(Field.TITLE, 0, session.title().text());
        session.messages().forEach(indexer::add);
        return indexer.result(session);
    }

    private void add(Message message) {
        int id = message.id().value();
        switch (message) {
            case Message.Question question -> {
                add(Field.QUESTION, id, question.text());
                for (Attachment attachment : question.attachments()) {
                    add(Field.ATTACHMENT, id, attachment.name());
                    add(Field.ATTACHMENT, id, attachment.text());
                }
            }
            case Message.Reply reply -> {
                add(Field.REASONING, id, reply.answer().reasoning());
                add(Field.ANSWER, id, reply.answer().text());
            }
        }
    }

    private void add(Field field, int message, String said) {
        String line = OneLine.of(said, Math.min(LONGEST_SECTION, room));
        room -= line.length();
        Words reader = new Words(line);
        if (!reader.next()) {
            return;
        }
        fields.add(field.ordinal());
        messages.add(message);
        firstPositions.add(position);
        firstRows.add(rowStarts.size());
        int rowStart = 0;
        int rowPosition = position;
        do {
            boolean isRowFull =
                    position - rowPosition >= WORDS_OF_ROW
                            || reader.start() - rowStart > LONG_ROW && position > rowPosition;
            if (isRowFull) {
                addRow(rowPosition, line.substring(rowStart, reader.start()));
                rowStart = reader.start();
                rowPosition = position;
            }
            words.computeIfAbsent(reader.word(), _ -> new Numbers()).add(position);
            position++;
        } while (reader.next());
        addRow(rowPosition, line.substring(rowStart));
        position++;
    }

    private void addRow(int firstPosition, String row) {
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        rowPositions.add(firstPosition);
        rowStarts.add(text.size());
        CRC32C check = new CRC32C();
        check.update(bytes);
        rowChecks.add((int) check.getValue());
        text.writeBytes(bytes);
    }

    private Result result(Session session) {
        Layout layout =
                new Layout(
                        fields.toArray(),
                        messages.toArray(),
                        firstPositions.toArray(),
                        firstRows.toArray(),
                        rowPositions.toArray(),
                        rowStarts.toArray(),
                        rowChecks.toArray(),
                        position,
                        text.size());
        Map<byte[], Numbers> inUtf8 = HashMap.newHashMap(words.size());
        words.forEach((word, places) -> inUtf8.put(word.getBytes(StandardCharsets.UTF_8), places));
        return new Result(
                IndexedSession.of(session, layout, PackedWords.of(inUtf8)), text.toByteArray());
    }
}
