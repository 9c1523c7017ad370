package notso.app.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A value for each setting. Immutable: {@link #with} returns a changed copy. */
public final class Settings {

    /** Every setting as it is by default. */
    public static final Settings DEFAULTS = new Settings(Map.of());

    /** Those that are not as by default, each with a value of its type. */
    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
        // Only with() puts values in, each under a setting of its type.
        return (T) values.getOrDefault(setting, setting.byDefault());
    }

    /**
     * @throws IllegalArgumentException if the setting cannot have this value
     */
    public <T> Settings with(Setting<T> setting, T value) {
        if (!setting.type().allows(value)) {
            throw new IllegalArgumentException(
                    "%s is %s, but must be %s"
                            .formatted(setting.key(), value, setting.type().expected()));
        }
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        if (value.equals(setting.byDefault())) {
            changed.remove(setting);
        } else {
            changed.put(setting, value);
        }
        return new Settings(Map.copyOf(changed));
    }

    /** The settings that have another value here than there. */
    Set<Setting<?>> differencesTo(Settings other) {
        Set<Setting<?>> different = new HashSet<>(values.keySet());
        different.addAll(other.values.keySet());
        different.removeIf(setting -> get(setting).equals(other.get(setting)));
        return different;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
