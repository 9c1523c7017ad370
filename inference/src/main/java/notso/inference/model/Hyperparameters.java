package notso.inference.model;

/** The sizes of a transformer, as its metadata declares them and as checked. */
record Hyperparameters(
        String architecture,
        long layers,
        long hidden,
        long feedForward,
        long heads,
        long kvHeads,
        long headSize) {}
