package notso.inference.command;

import java.util.Locale;

/** Groups of commands, in the order in which they are shown. */
public enum Category {
    CONVERSATION("Conversation"),
    ANSWERS("Answers"),
    MODEL("Model"),
    APPLICATION("Application");

    private final String title;

    Category(String title) {
        this.title = title;
    }

    /** In English. */
    public String title() {
        return title;
    }

    /** Names the title in a bundle of translations. */
    public String titleKey() {
        return "command.category." + name().toLowerCase(Locale.ROOT);
    }
}
