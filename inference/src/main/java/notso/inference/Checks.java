package notso.inference;

import java.util.Locale;

/** Range checks of the API's numbers, all failing with {@link Problem.InvalidValue}. */
final class Checks {

    private Checks() {}

    static void automaticOrAtLeast(String name, int value, int least) {
        if (value != ModelOptions.AUTOMATIC && value < least) {
            throw invalid(name, value, "at least " + least);
        }
    }

    static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw invalid(name, value, "between " + least + " and " + most);
        }
    }

    /** Not a number is out of every range. */
    static void between(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw invalid(
                    name, value, String.format(Locale.ROOT, "between %s and %s", least, most));
        }
    }

    private static EngineException invalid(String name, Object value, String expected) {
        return new EngineException(new Problem.InvalidValue(name, String.valueOf(value), expected));
    }
}
