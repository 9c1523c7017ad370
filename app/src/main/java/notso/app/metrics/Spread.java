package notso.app.metrics;

/**
 * How large some numbers are.
 *
 * @param last the latest
 * @param median of the latest thousand
 * @param high 95 of 100 are no larger
 */
public record Spread(double last, double median, double high) {

    public static final Spread NONE = new Spread(0, 0, 0);
}
