package notso.app.view.look;

/** Tells which way a text is written. */
final class WritingDirection {

    private WritingDirection() {}

    /** Whether the first letter that has a direction is written from right to left. */
    static boolean isRightToLeft(String text) {
        return text.codePoints()
                .mapToObj(Character::getDirectionality)
                .filter(
                        direction ->
                                direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                                        || isRightToLeft(direction))
                .findFirst()
                .map(WritingDirection::isRightToLeft)
                .orElse(false);
    }

    private static boolean isRightToLeft(byte direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
