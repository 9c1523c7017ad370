package notso.app.conversation.search;

import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.search.words.OneLine;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that was said in a session. No phrase reaches from one into the next.
 *
 * @param message the turn's number; 0 for the title
 * @param text in one line, as an excerpt shows it
 */
record Section(Field field, int message, String text) {

    /** In characters, a whole book; what is behind it is not found. */
    private static final int LONGEST = 500_000;

    /** Characters of one session. */
    private static final int LONGEST_SESSION = 2_000_000;

    /** All of a session, up to a limit; the title comes first, and is there even if it is empty. */
    static List<Section> of(Session session) {
        List<Section> said = new ArrayList<>();
        said.add(new Section(Field.TITLE, 0, session.title().text()));
        session.messages().forEach(message -> add(message, said));
        List<Section> sections = new ArrayList<>();
        int room = LONGEST_SESSION;
        for (Section section : said) {
            String line = OneLine.of(section.text, Math.min(LONGEST, room));
            room -= line.length();
            if (section.field == Field.TITLE || !line.isEmpty()) {
                sections.add(new Section(section.field, section.message, line));
            }
        }
        return sections;
    }

    private static void add(Message message, List<Section> said) {
        int id = message.id().value();
        switch (message) {
            case Message.Question question -> {
                said.add(new Section(Field.QUESTION, id, question.text()));
                for (Attachment attachment : question.attachments()) {
                    said.add(new Section(Field.ATTACHMENT, id, attachment.name()));
                    said.add(new Section(Field.ATTACHMENT, id, attachment.text()));
                }
            }
            case Message.Reply reply -> {
                said.add(new Section(Field.REASONING, id, reply.answer().reasoning()));
                said.add(new Section(Field.ANSWER, id, reply.answer().text()));
            }
        }
    }
}
