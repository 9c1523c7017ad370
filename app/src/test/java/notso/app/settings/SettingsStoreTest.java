package notso.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

@Timeout(120)
class SettingsStoreTest {

    @TempDir Path folder;

    private final List<SettingsNotice> notices = new ArrayList<>();

    @Test
    void withoutAFileEverythingIsAsByDefault() {
        try (SettingsStore store = open()) {
            assertEquals(Settings.DEFAULTS, store.current());
            assertEquals(0.6, store.current().get(AllSettings.TEMPERATURE));
            assertEquals(true, store.current().get(AllSettings.THINKING));
        }
        assertFalse(Files.exists(file()), "nothing was chosen");
        assertEquals(List.of(), notices);
    }

    static Stream<Setting<?>> everySetting() {
        return AllSettings.list().stream();
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    <T> void everySettingIsKept(Setting<T> setting) {
        T other = other(setting);
        assertTrue(setting.type().allows(setting.byDefault()), "the default is allowed");
        assertNotEquals(setting.byDefault(), other);
        try (SettingsStore store = open()) {
            store.set(setting, other);
            assertEquals(other, store.current().get(setting));
        }
        try (SettingsStore store = open()) {
            assertEquals(other, store.current().get(setting));
            assertEquals(Settings.DEFAULTS.with(setting, other), store.current());
            store.set(setting, setting.byDefault());
        }
        try (SettingsStore store = open()) {
            assertEquals(Settings.DEFAULTS, store.current());
        }
        assertEquals(List.of(), notices);
    }

    /** Another value than the default, found among some of every type. */
    @SuppressWarnings("unchecked")
    private static <T> T other(Setting<T> setting) {
        Object byDefault = setting.byDefault();
        List<Object> candidates =
                switch (byDefault) {
                    case Boolean value -> List.of(!value);
                    case Integer value -> List.of(value + 700, 7);
                    case Double value -> List.of(value + 0.25, 0.5);
                    case String _ -> List.of("de", "llamacpp", "some text \uD83D\uDE00 \u05D0");
                    case Enum<?> value ->
                            List.of((Object[]) value.getDeclaringClass().getEnumConstants())
                                    .reversed();
                    case List<?> _ -> List.of(List.of("/a", "b c"), List.of(1.0, 2.5, -3.0, 4.0));
                    default -> throw new AssertionError("no value for " + setting.key());
                };
        return candidates.stream()
                .map(value -> (T) value)
                .filter(value -> isAllowed(setting, value) && !value.equals(byDefault))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no value for " + setting.key()));
    }

    private static <T> boolean isAllowed(Setting<T> setting, T value) {
        try {
            return setting.type().allows(value);
        } catch (ClassCastException _) {
            return false;
        }
    }

    @Test
    void whatIsNotKnownStaysInTheFile() throws IOException {
        Files.writeString(
                file(),
                """
                {"chat": {"temperature": 0.9, "later": [1, {"x": null}]}, "other": "kept"}\
                """);
        try (SettingsStore store = open()) {
            assertEquals(0.9, store.current().get(AllSettings.TEMPERATURE));
            store.set(AllSettings.THINKING, false);
        }
        assertEquals(
                """
                {
                  "chat" : {
                    "temperature" : 0.9,
                    "later" : [ 1, {
                      "x" : null
                    } ],
                    "thinking" : false
                  },
                  "other" : "kept"
                }\
                """,
                Files.readString(file()).replace(System.lineSeparator(), "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat.temperature | {'chat': {'temperature': 7, 'thinking': false}}",
                "chat.temperature | {'chat': {'temperature': '0.5', 'thinking': false}}",
                "chat.temperature | {'chat': {'temperature': null, 'thinking': false}}",
                "chat.temperature | {'chat': {'temperature': 1e999, 'thinking': false}}",
                "appearance.theme | {'appearance': {'theme': 'pink'}, 'chat': {'thinking': false}}",
                "engine.threads | {'engine': {'threads': 1.5}, 'chat': {'thinking': false}}",
                "engine.threads | {'engine': {'threads': 0}, 'chat': {'thinking': false}}",
                "model.folders | {'model': {'folders': ['a', 1]}, 'chat': {'thinking': false}}",
                "window.place | {'window': {'place': [1, 2]}, 'chat': {'thinking': false}}"
            })
    void aWrongValueIsNamedAndTheOthersStay(String key, String json) throws IOException {
        String text = json.replace('\'', '"');
        Files.writeString(file(), text);
        try (SettingsStore store = open()) {
            assertEquals(false, store.current().get(AllSettings.THINKING));
            assertEquals(Settings.DEFAULTS.with(AllSettings.THINKING, false), store.current());
        }
        SettingsNotice.WrongValue wrong =
                assertInstanceOf(SettingsNotice.WrongValue.class, notices.getFirst());
        assertEquals(key, wrong.key());
        assertEquals(1, notices.size());
        assertEquals(text, Files.readString(file()), "nobody has touched it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}", "\u0000\u0001", "{\"chat\": }"})
    void whatIsNoFileOfSettingsIsPutAside(String text) throws IOException {
        Files.writeString(file(), text);
        try (SettingsStore store = open()) {
            assertEquals(Settings.DEFAULTS, store.current());
            store.set(AllSettings.THINKING, false);
        }
        SettingsNotice.SetAside aside =
                assertInstanceOf(SettingsNotice.SetAside.class, notices.getFirst());
        assertEquals(folder.resolve("settings.json.broken-1"), aside.kept());
        assertEquals(text, Files.readString(aside.kept()));
        Files.writeString(file(), "{");
        try (SettingsStore _ = open()) {
            assertEquals("{", Files.readString(folder.resolve("settings.json.broken-2")));
            assertEquals(text, Files.readString(aside.kept()), "the first one stays");
        }
    }

    @Test
    void whatSomebodyElseWritesMeanwhileStays() throws IOException {
        try (SettingsStore store = open()) {
            Files.writeString(file(), "{\"chat\": {\"temperature\": 1.5}}");
            store.set(AllSettings.THINKING, false);
        }
        try (SettingsStore store = open()) {
            assertEquals(1.5, store.current().get(AllSettings.TEMPERATURE));
            assertEquals(false, store.current().get(AllSettings.THINKING));
        }
    }

    @Test
    void manyChangesFromManyThreadsAreAllKept() throws InterruptedException {
        try (SettingsStore store = open()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            for (int j = 0; j < 100; j++) {
                                                store.update(
                                                        settings ->
                                                                settings.with(
                                                                        AllSettings.TOP_K,
                                                                        settings.get(
                                                                                        AllSettings
                                                                                                .TOP_K)
                                                                                + 1));
                                            }
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(800, store.current().get(AllSettings.TOP_K));
        }
        try (SettingsStore store = open()) {
            assertEquals(800, store.current().get(AllSettings.TOP_K));
        }
    }

    @Test
    void thoseWhoObserveAreToldOfChangesOnly() {
        List<Settings> told = new ArrayList<>();
        try (SettingsStore store = open()) {
            Runnable end = store.observe(told::add);
            store.set(AllSettings.THINKING, true);
            store.set(AllSettings.THINKING, false);
            end.run();
            store.set(AllSettings.THINKING, true);
        }
        assertEquals(List.of(Settings.DEFAULTS.with(AllSettings.THINKING, false)), told);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldOnceAndTheChangeIsInForce() throws IOException {
        Files.createFile(folder.resolve("in-the-way"));
        Path impossible = folder.resolve("in-the-way").resolve("settings.json");
        try (SettingsStore store = SettingsStore.open(impossible, notices::add)) {
            notices.clear();
            store.set(AllSettings.THINKING, false);
            assertEquals(false, store.current().get(AllSettings.THINKING));
        }
        assertEquals(1, notices.size());
        assertInstanceOf(SettingsNotice.NotSaved.class, notices.getFirst());
    }

    @Test
    void theFileIsTheUsersAlone() throws IOException {
        Path inside = folder.resolve("data").resolve("settings.json");
        try (SettingsStore store = SettingsStore.open(inside, notices::add)) {
            store.set(AllSettings.THINKING, false);
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.getParent())));
    }

    @Test
    void aValueThatIsNotAllowedIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Settings.DEFAULTS.with(AllSettings.TEMPERATURE, 6.0));
    }

    @Test
    void tenThousandMutatedFilesAreReadAndWhatIsIntactIsKept() throws IOException {
        Random random = new Random(11);
        String whole =
                """
                {
                  "chat" : {"temperature" : 0.9, "thinking" : false, "systemPrompt" : "Be brief."},
                  "engine" : {"threads" : 2, "name" : "jllama"},
                  "model" : {"folders" : ["/models", "/more"]},
                  "window" : {"place" : [10, 20, 800, 600]}
                }\
                """;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            int place = random.nextInt(text.length());
            switch (i % 4) {
                case 0 -> text.setCharAt(place, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(place);
                case 2 -> text.insert(place, text.substring(random.nextInt(place + 1), place));
                default -> text.setLength(place);
            }
            Files.writeString(file(), text);
            Settings read = new SettingsFile(file(), _ -> {}).read();
            for (Setting<?> setting : AllSettings.list()) {
                assertTrue(isInRange(setting, read), setting.key());
            }
            try (Stream<Path> broken = Files.list(folder)) {
                for (Path file : broken.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static <T> boolean isInRange(Setting<T> setting, Settings settings) {
        return setting.type().allows(settings.get(setting));
    }

    private SettingsStore open() {
        return SettingsStore.open(file(), notices::add);
    }

    private Path file() {
        return folder.resolve("settings.json");
    }
}
