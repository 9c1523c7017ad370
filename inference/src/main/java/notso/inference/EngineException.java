package notso.inference;

/**
 * An engine, a file or a request failed. The {@link #problem()} says how, as data; the message is
 * its one sentence for the user.
 */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public EngineException(Problem problem) {
        super(ProblemText.sentence(problem));
        this.problem = problem;
    }

    public EngineException(Problem problem, Throwable cause) {
        super(ProblemText.sentence(problem), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
