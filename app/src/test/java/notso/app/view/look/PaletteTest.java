package notso.app.view.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.paint.Color;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Contrasts as WCAG 2.2 computes them: 4.5 for text, 3 for signs and borders that tell. */
class PaletteTest {

    private static final Pattern COLOR = Pattern.compile("(-color-[a-z-]+):\\s*(#[0-9a-f]{6,8});");
    private static final double AA_TEXT = 4.5;
    private static final double AA_SIGN = 3;

    @ParameterizedTest
    @CsvSource({
        "-color-fg-default, -color-bg-default",
        "-color-fg-default, -color-bg-overlay",
        "-color-fg-default, -color-user",
        "-color-fg-default, -color-accent-muted",
        "-color-fg-muted, -color-bg-default",
        "-color-fg-muted, -color-bg-overlay",
        "-color-fg-subtle, -color-bg-default",
        "-color-accent-fg, -color-bg-default",
        "-color-danger-fg, -color-bg-default",
        "-color-fg-emphasis, -color-accent-emphasis",
    })
    void textCanBeRead(String text, String ground) throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            assertContrast(theme, text, ground, AA_TEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({"-color-accent-fg, -color-bg-default", "-color-fg-muted, -color-bg-default"})
    void signsCanBeSeen(String sign, String ground) throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            assertContrast(theme, sign, ground, AA_SIGN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void bothThemesNameTheSameColours(String theme) throws IOException {
        assertEquals(new TreeSet<>(palette("light").keySet()), palette(theme).keySet());
        assertTrue(palette(theme).size() >= 20, "colours: " + palette(theme).size());
    }

    private static void assertContrast(String theme, String front, String back, double least)
            throws IOException {
        Map<String, Color> palette = palette(theme);
        double contrast =
                contrast(
                        Objects.requireNonNull(palette.get(front), front),
                        Objects.requireNonNull(palette.get(back), back));
        assertTrue(
                contrast >= least,
                () -> "%s on %s in %s: %.2f".formatted(front, back, theme, contrast));
    }

    private static Map<String, Color> palette(String theme) throws IOException {
        Map<String, Color> palette = new TreeMap<>();
        try (InputStream in = Theme.class.getResourceAsStream("palette-" + theme + ".css")) {
            Matcher matcher = COLOR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                palette.put(matcher.group(1), Color.web(matcher.group(2)));
            }
        }
        return palette;
    }

    private static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
