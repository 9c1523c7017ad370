package notso.inference;

import java.util.Set;

/**
 * The name and the abilities of an engine.
 *
 * @param id the name used in settings and on the command line, such as {@code llamacpp}
 * @param version the version of the native library behind it, for diagnostics
 * @param abilities what it can do beyond plain generation; what is absent it refuses or ignores as
 *     {@link Ability} says
 */
public record EngineInfo(String id, String version, Set<Ability> abilities) {

    public EngineInfo {
        abilities = Set.copyOf(abilities);
    }

    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }
}
