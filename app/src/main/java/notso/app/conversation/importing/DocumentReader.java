package notso.app.conversation.importing;

import notso.app.conversation.foreign.Limits;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/**
 * Goes through JSON that is an object, a list of objects, or several such values, and hands on each
 * object. Behind a damaged place it looks for the next object that can begin a conversation: one
 * that follows a comma or a bracket and has a name that comes first in exports. Text within a
 * string cannot look like that, since its quotation marks are escaped.
 */
final class DocumentReader {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Limits.DEEPEST_FILE)
                                    .maxStringLength(Limits.LONGEST_OWN_VALUE)
                                    .maxNumberLength(10_000)
                                    .maxDocumentLength(-1)
                                    .build())
                    .build();

    /** Takes objects, one after the other. */
    interface Objects {

        /**
         * @param parser stands at the object's beginning, and at its end afterwards
         * @throws JacksonException if the object is damaged
         */
        void accept(JsonParser parser);
    }

    private final JsonSource source;
    private final Objects objects;
    private int places;

    DocumentReader(JsonSource source, Objects objects) {
        this.source = source;
        this.objects = objects;
    }

    /** Whether some place was no proper JSON. */
    boolean isDamaged() {
        return places > 0;
    }

    /**
     * Reads all.
     *
     * @throws IOException if the source fails, or has more than it may
     */
    void read() throws IOException {
        long at = 0;
        while (at >= 0 && places < Limits.MOST_PLACES) {
            at = readFrom(at);
            if (at >= 0) {
                places++;
                at = nextStart(at + 1);
            }
        }
    }

    /**
     * Reads a list from its beginning, or from the beginning of one of its parts.
     *
     * @return where the damaged part begins; negative if none is
     */
    private long readFrom(long offset) throws IOException {
        PushbackReader reader = new PushbackReader(source.open(offset));
        long shift = offset;
        if (offset > 0) {
            reader.unread('[');
            shift--;
        }
        long start = offset - shift;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), reader)) {
            try {
                for (JsonToken token = parser.nextToken();
                        token != null;
                        token = parser.nextToken()) {
                    start = parser.currentTokenLocation().getCharOffset();
                    if (token == JsonToken.START_OBJECT) {
                        objects.accept(parser);
                        start = parser.currentLocation().getCharOffset() - 1;
                    }
                }
                return -1;
            } catch (JacksonException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                return shift + start;
            }
        } finally {
            reader.close();
        }
    }

    /**
     * The first place from there on at which a conversation may begin; negative if there is none.
     */
    private long nextStart(long offset) throws IOException {
        try (Reader reader = source.open(offset)) {
            StartFinder finder = new StartFinder();
            long at = offset;
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (finder.accept((char) c)) {
                    return at - finder.length() + 1;
                }
                at++;
            }
            return -1;
        }
    }
}
