package notso.app.view.sidebar;

/** One line of the list of conversations. */
public sealed interface SidebarRow {

    /** When something was last said in the conversations below, or why else they are there. */
    enum Group {
        FOUND,
        NOTHING_FOUND,
        PINNED,
        TODAY,
        YESTERDAY,
        WEEK,
        OLDER
    }

    /** What stands above the conversations of a group. */
    record Heading(Group group) implements SidebarRow {}

    /**
     * A conversation.
     *
     * @param key tells it from every other one
     */
    record Chat(String key, String title, boolean pinned) implements SidebarRow {}
}
