package notso.app.conversation.importing;

import notso.app.conversation.Answer;
import notso.app.conversation.Message;
import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.Title;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Files of other programs, and what came of them in short. Apostrophes stand for quotes. */
final class Exports {

    static final Instant NOW = Instant.parse("2026-05-05T05:05:05Z");

    private Exports() {}

    static ImportResult read(Path folder, String text) {
        try {
            return read(Files.writeString(folder.resolve("any.name"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImportResult read(Path file) {
        return read(file, Set.of());
    }

    static ImportResult read(Path file, Set<SessionId> taken) {
        return new SessionImporter(() -> NOW, new Random(1), taken::contains).read(file);
    }

    /** A node of ChatGPT's mapping with a message. */
    static String node(String id, String parent, String role, String content, String more) {
        return "'%s':{'id':'%s','message':{'id':'%s','author':{'role':'%s','name':null,'metadata':{}},'create_time':%s,'content':%s,'status':'finished_successfully','end_turn':true,'weight':1.0,'metadata':{},'recipient':'all'%s},'parent':%s,'children':[]}"
                .formatted(
                        id,
                        id,
                        id,
                        role,
                        1_700_000_000 + id.hashCode() % 1000,
                        content,
                        more,
                        parent.isEmpty() ? "null" : "'" + parent + "'");
    }

    static String text(String id, String parent, String role, String text) {
        return node(id, parent, role, content(text), "");
    }

    static String content(String text) {
        return "{'content_type':'text','parts':['" + text + "']}";
    }

    static String chatGpt(String title, String current, String... nodes) {
        return quoted(
                "{'title':'%s','create_time':1700000000.5,'update_time':1700009999.25,'mapping':{'root':{'id':'root','message':null,'parent':null,'children':[]},%s},'moderation_results':[],'current_node':'%s','id':'x'}"
                        .formatted(title, String.join(",", nodes), current));
    }

    /** A message of Open WebUI's history. */
    static String message(String id, String parent, String role, String content, String more) {
        return "'%s':{'id':'%s','parentId':%s,'childrenIds':[],'role':'%s','content':'%s','timestamp':%d,'models':['m']%s}"
                .formatted(
                        id,
                        id,
                        parent.isEmpty() ? "null" : "'" + parent + "'",
                        role,
                        content,
                        1_700_000_000 + id.hashCode() % 1000,
                        more);
    }

    static String openWebUi(String title, String current, String... messages) {
        return quoted(
                "{'id':'6f','user_id':'u','title':'%s','chat':{'id':'','title':'%s','models':['m'],'params':{},'history':{'messages':{%s},'currentId':'%s'},'messages':[{'id':'zzz','role':'user','content':'of the list'}],'tags':[],'timestamp':1700000000123},'updated_at':1700009999,'created_at':1700000000,'share_id':null,'archived':false,'pinned':true}"
                        .formatted(title, title, String.join(",", messages), current));
    }

    static String quoted(String text) {
        return text.replace('\'', '"');
    }

    /** Each turn of the shown path as {@code Q text} or {@code A text}. */
    static List<String> path(Session session) {
        return session.path().stream().map(Exports::shortly).toList();
    }

    /** Each turn of all branches, as {@code id<parent}. */
    static List<String> tree(Session session) {
        List<String> tree = new ArrayList<>();
        for (Message message : session.messages()) {
            String parent = message.parent().map(id -> id.toString()).orElse("");
            tree.add(message.id() + "<" + parent + " " + shortly(message));
        }
        return tree;
    }

    private static String shortly(Message message) {
        return switch (message) {
            case Message.Question _ -> "Q " + message.text();
            case Message.Reply _ -> "A " + message.text();
        };
    }

    static List<String> titles(ImportResult result) {
        return result.sessions().stream().map(Session::title).map(Title::text).toList();
    }

    static Answer answer(Session session, int index) {
        return session.answer(session.path().get(index).id()).orElseThrow();
    }
}
