package notso.inference.template.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of a template, a loop or a macro; those not set here are those of the parent. */
public final class Scope {

    private final Map<String, Value> variables = new HashMap<>();
    private final Optional<Scope> parent;
    private final int depth;

    /** The outermost scope. */
    public Scope() {
        this.parent = Optional.empty();
        this.depth = 0;
    }

    public Scope(Scope parent) {
        this.parent = Optional.of(parent);
        this.depth = parent.depth + 1;
    }

    /** Sets in this scope, whatever the parents hold. */
    public void set(String name, Value value) {
        variables.put(name, value);
    }

    /** How many parents there are to look into. */
    public int depth() {
        return depth;
    }

    public Value get(String name) {
        Optional<Scope> scope = Optional.of(this);
        while (scope.isPresent()) {
            Value value = scope.get().variables.get(name);
            if (value != null) {
                return value;
            }
            scope = scope.get().parent;
        }
        return Value.UNDEFINED;
    }
}
