package notso.inference.cli.chat;

/** A question with the answer to it. */
record Exchange(String question, Reply reply) {

    Exchange with(Reply other) {
        return new Exchange(question, other);
    }
}
