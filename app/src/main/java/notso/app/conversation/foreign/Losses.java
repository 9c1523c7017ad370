package notso.app.conversation.foreign;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts what one conversation loses. */
public final class Losses {

    private final Map<Loss, Integer> counts = new EnumMap<>(Loss.class);

    public void add(Loss loss) {
        counts.merge(loss, 1, Integer::sum);
    }

    /** How often each loss happened. */
    public Map<Loss, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
