package notso.inference.gguf;

/** Names from a file, made fit to stand in a sentence. */
final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    /** In quotation marks, cut where it is long, with a question mark for what does not print. */
    static String of(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.codePoints()
                .limit(LONGEST)
                .map(point -> prints(point) ? point : '?')
                .forEach(text::appendCodePoint);
        return text.append(name.codePointCount(0, name.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    private static boolean prints(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
