package notso.app.conversation.foreign;

/** Text in which every surrogate has its other half. */
final class Mended {

    private Mended() {}

    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c ->
                                mended.appendCodePoint(
                                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                                ? 0xFFFD
                                                : c));
        return mended.toString();
    }
}
