package notso.app.conversation.search;

import notso.app.conversation.search.words.Words;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

import java.util.Iterator;
import java.util.List;

/** The words of some sections for Lucene; the sections are too far apart for any query. */
final class WordStream extends TokenStream {

    /** Words left out between sections; more than a query has, or looks at to find words near. */
    static final int GAP = 200;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final Iterator<Section> rest;
    private Words words = new Words("");

    WordStream(List<Section> sections) {
        rest = sections.iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        int distance = 1;
        while (!words.next()) {
            if (!rest.hasNext()) {
                return false;
            }
            words = new Words(rest.next().text());
            distance = GAP;
        }
        term.append(words.word());
        step.setPositionIncrement(distance);
        return true;
    }
}
