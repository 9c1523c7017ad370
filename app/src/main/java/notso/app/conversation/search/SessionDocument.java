package notso.app.conversation.search;

import notso.app.conversation.Session;
import notso.app.conversation.SessionId;
import notso.app.conversation.SessionSummary;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

import java.util.ArrayList;
import java.util.List;

/**
 * A session as Lucene keeps it: its words to be found, its {@link Section}s to be shown, and what
 * says whether it is current.
 */
final class SessionDocument {

    /** Changes with what is below and with what counts as a word. */
    static final String VERSION = "1";

    static final String ID = "id";
    static final String STATE = "state";
    static final String UPDATED = "updated";

    /** Words of the title. */
    static final String TITLE = "title";

    /** All words, those of the title as well. */
    static final String SAID = "said";

    private static final String PLACE = "place";
    private static final String TEXT = "text";
    private static final Field[] FIELDS = Field.values();
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        WORDS.freeze();
    }

    private SessionDocument() {}

    static Document of(Session session) {
        List<Section> sections = Section.of(session);
        Document document = new Document();
        String id = session.id().value();
        document.add(new StringField(ID, id, org.apache.lucene.document.Field.Store.YES));
        document.add(new SortedDocValuesField(ID, new BytesRef(id)));
        document.add(new NumericDocValuesField(UPDATED, session.updated().getEpochSecond()));
        String state = state(SessionSummary.of(session));
        document.add(new BinaryDocValuesField(STATE, new BytesRef(state)));
        document.add(words(TITLE, sections.subList(0, 1)));
        document.add(words(SAID, sections));
        for (Section section : sections) {
            int place = section.message() * FIELDS.length + section.field().ordinal();
            document.add(new StoredField(PLACE, place));
            document.add(new StoredField(TEXT, section.text()));
        }
        return document;
    }

    private static IndexableField words(String name, List<Section> sections) {
        return new org.apache.lucene.document.Field(name, new WordStream(sections), WORDS);
    }

    static Term key(SessionId id) {
        return new Term(ID, id.value());
    }

    /** The same for a session and its summary as long as nothing that is searched has changed. */
    static String state(SessionSummary summary) {
        return summary.updated() + " " + summary.messages() + " " + summary.title().text();
    }

    static SessionId id(Document stored) {
        return new SessionId(stored.get(ID));
    }

    /** As they were indexed, the title first. */
    static List<Section> sections(Document stored) {
        IndexableField[] places = stored.getFields(PLACE);
        String[] texts = stored.getValues(TEXT);
        List<Section> sections = new ArrayList<>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            int place = places[i].numericValue().intValue();
            Field field = FIELDS[place % FIELDS.length];
            sections.add(new Section(field, place / FIELDS.length, texts[i]));
        }
        return sections;
    }
}
