package notso.app.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import java.util.function.Consumer;

/** Whether to think: a person's choice is handed on, a session's is only shown. */
final class ThinkingChoice {

    private final BooleanProperty on = new SimpleBooleanProperty(true);
    private boolean following;

    /**
     * @param chosen given what a person has chosen
     */
    ThinkingChoice(Consumer<Boolean> chosen) {
        on.subscribe(
                (_, now) -> {
                    if (!following) {
                        chosen.accept(now);
                    }
                });
    }

    BooleanProperty property() {
        return on;
    }

    void follow(boolean value) {
        following = true;
        on.set(value);
        following = false;
    }
}
