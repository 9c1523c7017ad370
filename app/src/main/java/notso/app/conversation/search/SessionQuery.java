package notso.app.conversation.search;

import static notso.app.conversation.search.SessionDocument.SAID;
import static notso.app.conversation.search.SessionDocument.TITLE;

import notso.app.conversation.search.words.Query.Part;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.ClassicSimilarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says which sessions match and which come first: all words in the title, as they were typed or
 * not; then as they were typed anywhere; then near each other. Each of these outweighs all behind
 * it; how often the words are there decides between equals, and then which session is newer.
 */
final class SessionQuery {

    static final Sort ORDER =
            new Sort(
                    SortField.FIELD_SCORE,
                    new SortField(SessionDocument.UPDATED, SortField.Type.LONG, true),
                    new SortField(SessionDocument.ID, SortField.Type.STRING, true));

    /** Above what frequency gives for as many words as a query can have. */
    private static final float NEAR = 128;

    private static final float AS_TYPED = 2 * NEAR;
    private static final float IN_TITLE = 2 * AS_TYPED;
    private static final float AS_TYPED_IN_TITLE = 2 * IN_TITLE;

    /** Words between the first and the last one that are near each other. */
    private static final int NEAR_WORDS = 100;

    private static final int MOST_NEAR_WORDS = 8;

    /** Beginnings of more words than that say too little to look where they are. */
    private static final int MOST_ENDINGS = 512;

    private final IndexReader reader;
    private final List<Part> parts;

    private SessionQuery(IndexReader reader, List<Part> parts) {
        this.reader = reader;
        this.parts = parts;
    }

    /** What a word found as a whole is worth, and twice as often, up to a point, a little more. */
    static final class Frequency extends ClassicSimilarity {

        private static final int MOST_DOUBLINGS = 4;

        @Override
        public float tf(float count) {
            return 1 + Math.min(MOST_DOUBLINGS, Math.getExponent(count)) / 2f;
        }

        @Override
        public float idf(long documents, long all) {
            return 1;
        }
    }

    static final Similarity SIMILARITY = new Frequency();

    static Query of(List<Part> parts, IndexReader reader) throws IOException {
        return new SessionQuery(reader, parts).build();
    }

    private Query build() throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        BooleanQuery.Builder inTitle = new BooleanQuery.Builder();
        Set<String> words = new HashSet<>();
        for (Part part : parts) {
            query.add(part(SAID, part), Occur.FILTER);
            inTitle.add(part(TITLE, part), Occur.FILTER);
            words.addAll(part.words());
        }
        words.forEach(word -> query.add(new TermQuery(new Term(SAID, word)), Occur.SHOULD));
        query.add(worth(IN_TITLE, inTitle.build()), Occur.SHOULD);
        if (parts.size() > 1) {
            addCloseness(query);
        }
        return query.build();
    }

    private void addCloseness(BooleanQuery.Builder query) throws IOException {
        List<String> words = parts.stream().flatMap(part -> part.words().stream()).toList();
        boolean open = parts.getLast().open();
        query.add(worth(AS_TYPED_IN_TITLE, phrase(TITLE, words, open, 0)), Occur.SHOULD);
        if (open && endings(SAID, words.getLast()).length > MOST_ENDINGS) {
            return;
        }
        query.add(worth(AS_TYPED, phrase(SAID, words, open, 0)), Occur.SHOULD);
        if (words.size() <= MOST_NEAR_WORDS && Set.copyOf(words).size() == words.size()) {
            query.add(worth(NEAR, phrase(SAID, words, open, NEAR_WORDS)), Occur.SHOULD);
        }
    }

    private static Query worth(float score, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    private Query part(String field, Part part) throws IOException {
        if (part.words().size() > 1 || part.open() && isLetter(part.words().getLast())) {
            return phrase(field, part.words(), part.open(), 0);
        }
        Term term = new Term(field, part.words().getFirst());
        return part.open() ? new PrefixQuery(term) : new TermQuery(term);
    }

    private Query phrase(String field, List<String> words, boolean open, int slop)
            throws IOException {
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder().setSlop(slop);
        words.subList(0, words.size() - 1).forEach(word -> phrase.add(new Term(field, word)));
        Term last = new Term(field, words.getLast());
        return phrase.add(open ? endings(field, last.text()) : new Term[] {last}).build();
    }

    private static boolean isLetter(String beginning) {
        return beginning.codePointCount(0, beginning.length()) == 1;
    }

    /** All words that begin so, or just this beginning where there are none. */
    private Term[] endings(String field, String beginning) throws IOException {
        if (isLetter(beginning)) {
            return new Term[] {
                new Term(field, beginning), new Term(field, WordStream.firstLetter(beginning))
            };
        }
        List<Term> found = new ArrayList<>();
        Terms all = MultiTerms.getTerms(reader, field);
        BytesRef prefix = new BytesRef(beginning);
        if (all != null) {
            TermsEnum words = all.iterator();
            if (words.seekCeil(prefix) != TermsEnum.SeekStatus.END) {
                BytesRef word = words.term();
                while (word != null && StringHelper.startsWith(word, prefix)) {
                    found.add(new Term(field, BytesRef.deepCopyOf(word)));
                    word = words.next();
                }
            }
        }
        return found.isEmpty()
                ? new Term[] {new Term(field, beginning)}
                : found.toArray(Term[]::new);
    }
}
