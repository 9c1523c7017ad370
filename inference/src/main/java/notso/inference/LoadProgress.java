package notso.inference;

/**
 * How far loading has come.
 *
 * @param phase what is being done
 * @param fraction done of this phase, 0 to 1
 */
public record LoadProgress(Phase phase, double fraction) {

    /** The steps of loading, in their order; an engine may leave some out. */
    public enum Phase {
        /** Reading and checking the file's description. */
        CHECKING,
        /** Rewriting the file for an engine that cannot read it as it is. */
        ADAPTING,
        /** Bringing the weights into memory. */
        LOADING,
        /** Reserving the KV cache and the work buffers. */
        PREPARING
    }

    /** Hears of progress; must return quickly. */
    @FunctionalInterface
    public interface Listener {
        /** Ignores everything. */
        Listener NONE = progress -> {};

        void progress(LoadProgress progress);
    }
}
