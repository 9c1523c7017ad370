package notso.app.conversation.export;

import notso.app.conversation.Answer;
import notso.app.conversation.Attachment;
import notso.app.conversation.Message;
import notso.app.conversation.Session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells the headings of a file from what was said. It is a digest of all that was said: no text can
 * hold the digest of itself.
 */
final class TurnMark {

    private static final int DIGITS = 16;

    private TurnMark() {}

    static String of(Session session, List<Message> turns) {
        MessageDigest digest = sha256();
        add(digest, session.title().text());
        for (Message turn : turns) {
            add(digest, turn.text());
            switch (turn) {
                case Message.Question question -> {
                    for (Attachment file : question.attachments()) {
                        add(digest, file.text());
                    }
                }
                case Message.Reply(_, _, _, Answer answer) -> {
                    add(digest, answer.reasoning());
                    for (Answer.ToolUse use : answer.tools()) {
                        add(digest, use.call());
                        add(digest, use.result().orElse(""));
                    }
                }
            }
        }
        return "turn " + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
