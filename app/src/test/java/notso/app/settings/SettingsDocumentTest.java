package notso.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class SettingsDocumentTest {

    @Test
    void theDocumentListsEverySettingAsItIs() throws IOException {
        Path document = Path.of("..", "doc", "settings.md");
        List<String> rows =
                Files.readAllLines(document).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        assertEquals(AllSettings.list().stream().map(SettingsDocumentTest::row).toList(), rows);
    }

    @Test
    void everySettingIsInTheList() {
        List<Setting<?>> declared = new ArrayList<>();
        for (Field field : AllSettings.class.getDeclaredFields()) {
            if (field.getType() == Setting.class && Modifier.isStatic(field.getModifiers())) {
                try {
                    declared.add((Setting<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        assertEquals(declared, AllSettings.list());
        assertEquals(
                declared.size(), declared.stream().map(Setting::key).distinct().count(), "keys");
    }

    private static <T> String row(Setting<T> setting) {
        return Stream.of(
                        "`" + setting.key() + "`",
                        "`" + setting.type().write(setting.byDefault()) + "`",
                        setting.type().expected(),
                        setting.help(),
                        setting.effect().words())
                .reduce("|", (row, cell) -> row + " " + cell + " |");
    }

    /** Prints the rows for the document. */
    public static void main(String[] args) {
        AllSettings.list().forEach(setting -> System.out.println(row(setting)));
    }
}
