package notso.app.view.transcript;

import javafx.beans.property.ReadOnlyBooleanProperty;

/** What can be done with what was said. */
public interface TranscriptActions {

    /** True while an answer is made; until it ends, no other one can be asked for. */
    ReadOnlyBooleanProperty answering();

    /** Asks something else in the place of a question. */
    void edit(TranscriptItem.Asked asked, String text);

    /** Has its question answered once more. */
    void regenerate(AnswerViewModel answer);

    /** Has more of an answer made. */
    void goOn(AnswerViewModel answer);

    /** Shows the branch so many places away from the one that is shown. */
    void switchBranch(TranscriptItem item, int by);
}
