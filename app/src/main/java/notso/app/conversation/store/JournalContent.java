package notso.app.conversation.store;

import notso.app.conversation.Change;
import notso.app.conversation.Entry;
import notso.app.conversation.Session;
import notso.app.conversation.json.EntryJson;
import notso.app.conversation.json.EntryReading;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a journal's bytes hold.
 *
 * @param header empty if the first line is none
 * @param entries what could be read, in order
 * @param foreign lines of a later version, to be kept as they are
 * @param length bytes up to the end of the last whole line
 * @param passing bytes of lines that a later line has made needless
 * @param broken lines within that are not as they were written
 * @param isTorn whether something stands behind the last whole line
 * @param isBegun whether all there is may be the beginning of a first line
 */
record JournalContent(
        Optional<Header> header,
        List<Entry> entries,
        List<ObjectNode> foreign,
        long length,
        long passing,
        int broken,
        boolean isTorn,
        boolean isBegun) {

    private static final byte[] BEGINNING =
            "{\"format\":\"notso-session\"".getBytes(StandardCharsets.US_ASCII);

    /** Reads bytes, whatever they are. */
    static JournalContent read(InputStream in) throws IOException {
        Reading reading = new Reading();
        LineReader lines = new LineReader(in);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            reading.line(line.get(), lines.position());
        }
        return reading.content(lines.rest(), lines.position());
    }

    /** More than a torn end is wrong: lines are missing that others were written behind. */
    boolean isDamaged() {
        return broken > 0 || header.isEmpty() && !isEmpty();
    }

    /** Nothing was ever written, or no more than a part of the first line. */
    boolean isEmpty() {
        return length == 0 && (!isTorn || isBegun);
    }

    /** The session that the lines make, or, where the header is lost, one with these times. */
    Session session(Header instead) {
        Session session = header.orElse(instead).session();
        JournalRepair.repaired(entries).forEach(session::apply);
        return session;
    }

    /** Goes through the lines. */
    private static final class Reading {

        private final List<Entry> entries = new ArrayList<>();
        private final List<ObjectNode> foreign = new ArrayList<>();
        private Optional<Header> header = Optional.empty();
        private long length;
        private long passing;
        private int broken;
        private int brokenSince;

        JournalContent content(byte[] rest, long wholeLines) {
            int beginning = Math.min(rest.length, BEGINNING.length);
            boolean isBegun =
                    wholeLines == 0 && Arrays.equals(rest, 0, beginning, BEGINNING, 0, beginning);
            boolean isTorn = rest.length > 0 || length < wholeLines;
            return new JournalContent(
                    header, entries, foreign, length, passing, broken, isTorn, isBegun);
        }

        void line(byte[] line, long end) {
            Optional<ObjectNode> object = JournalLine.decode(line);
            if (object.isEmpty()) {
                brokenSince++;
                object = JournalLine.decodeEnd(line);
            }
            if (object.isEmpty()) {
                return;
            }
            // Only with an intact line behind them are broken lines more than a torn end.
            broken += brokenSince;
            brokenSince = 0;
            length = end;
            accept(object.get(), line.length);
        }

        private void accept(ObjectNode object, int size) {
            Optional<Header> first = Header.of(object);
            if (first.isPresent()) {
                header = header.or(() -> first);
                return;
            }
            switch (EntryJson.read(object)) {
                case EntryReading.Known(Entry entry) -> {
                    entries.add(entry);
                    passing += isPassing(entry.change()) ? size : 0;
                }
                case EntryReading.Unknown _ -> foreign.add(object);
                case EntryReading.Malformed _ -> broken++;
            }
        }
    }

    /** Lines that lose their use: parts of an answer at its end, drafts at the next one. */
    static boolean isPassing(Change change) {
        return switch (change) {
            case Change.AnswerGrew _,
                    Change.RunStarted _,
                    Change.RunEnded _,
                    Change.AnswerEnded _,
                    Change.ToolAsked _,
                    Change.Drafted _,
                    Change.QueueChanged _,
                    Change.BranchShown _,
                    Change.SettingsChanged _,
                    Change.Pinned _,
                    Change.Titled _,
                    Change.ContextCut _ ->
                    true;
            case Change.MessageAdded _ -> false;
        };
    }
}
