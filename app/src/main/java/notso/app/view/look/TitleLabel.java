package notso.app.view.look;

import javafx.scene.control.Label;

/** One line that is cut where there is no room for it, in the direction in which it is written. */
public final class TitleLabel extends Label {

    private static final String ELLIPSIS = "\u2026";
    private static final char RIGHT_TO_LEFT_MARK = '\u200f';

    public TitleLabel() {
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        // After Arabic or Hebrew, the ellipsis belongs at the left.
        textProperty()
                .subscribe(
                        text ->
                                setEllipsisString(
                                        endsRightToLeft(text)
                                                ? ELLIPSIS + RIGHT_TO_LEFT_MARK
                                                : ELLIPSIS));
    }

    static boolean endsRightToLeft(String text) {
        for (int at = text.length(); at > 0; ) {
            int character = text.codePointBefore(at);
            switch (Character.getDirectionality(character)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return false;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                        Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return true;
                }
                default -> at -= Character.charCount(character);
            }
        }
        return false;
    }
}
