package notso.inference.cli.chat;

/**
 * What a model answered.
 *
 * @param reasoning what it thought aloud beforehand, empty if it did not
 * @param text the answer itself, byte for byte as it was written
 */
record Reply(String reasoning, String text) {

    Reply grown(Reply more) {
        return new Reply(reasoning + more.reasoning, text + more.text);
    }

    /** True if there is nothing to read. */
    boolean isBlank() {
        return reasoning.isBlank() && text.isBlank();
    }
}
