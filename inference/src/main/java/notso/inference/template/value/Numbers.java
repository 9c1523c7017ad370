package notso.inference.template.value;

import notso.inference.template.syntax.Whitespace;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as ECMAScript writes and reads them (ECMA-262, Number::toString and parseFloat). */
public final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");

    private Numbers() {}

    public static String format(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = exact.unscaledValue().toString();
        int point = digits.length() - exact.scale();
        String sign = number < 0 ? "-" : "";
        if (point > 21 || point <= -6) {
            return sign + scientific(digits, point - 1);
        }
        return sign + exact.toPlainString();
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    /** As {@link #format}, but a whole number keeps one decimal, like Python's float. */
    public static String formatDecimal(double number) {
        String text = format(number);
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        return number % 1 == 0 && Math.abs(number) < 1e21 ? text + ".0" : text;
    }

    /** The whole number that a text starts with. */
    public static OptionalDouble parseWhole(String text) {
        return parse(WHOLE, text);
    }

    /** The number that a text starts with. */
    public static OptionalDouble parseDecimal(String text) {
        return parse(DECIMAL, text);
    }

    /** The number that a text is. */
    public static OptionalDouble parseAll(String text) {
        return DECIMAL.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private static OptionalDouble parse(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int start = Whitespace.skip(text, 0);
        return matcher.region(start, text.length()).lookingAt()
                ? OptionalDouble.of(Double.parseDouble(matcher.group()))
                : OptionalDouble.empty();
    }
}
