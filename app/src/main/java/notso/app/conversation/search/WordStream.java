package notso.app.conversation.search;

import notso.app.conversation.search.words.Words;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

import java.util.Iterator;
import java.util.List;

/**
 * The words of some sections for Lucene; the sections are too far apart for any query. The first
 * letter of a word is there as well, at the same place: what one letter begins is too much to be
 * looked for one by one.
 */
final class WordStream extends TokenStream {

    /** Words left out between sections; more than a query has, or looks at to find words near. */
    static final int GAP = 200;

    /** Stands before a first letter, and in no word. */
    private static final String LETTER_MARK = "\u0000";

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final Iterator<Section> rest;
    private Words words = new Words("");
    private String letter = "";

    WordStream(List<Section> sections) {
        rest = sections.iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!letter.isEmpty()) {
            term.append(firstLetter(letter));
            step.setPositionIncrement(0);
            letter = "";
            return true;
        }
        int distance = 1;
        while (!words.next()) {
            if (!rest.hasNext()) {
                return false;
            }
            words = new Words(rest.next().text());
            distance = GAP;
        }
        String word = words.word();
        int first = word.offsetByCodePoints(0, 1);
        letter = first < word.length() ? word.substring(0, first) : "";
        term.append(word);
        step.setPositionIncrement(distance);
        return true;
    }

    /** What is indexed of longer words that begin with this letter. */
    static String firstLetter(String letter) {
        return LETTER_MARK + letter;
    }
}
