package notso.app.settings;

/**
 * One thing that can be chosen.
 *
 * @param key its place in the file: names of objects and of a value, with dots between
 * @param byDefault what it is where nobody has chosen
 * @param type what it can be
 * @param effect when a change of it is felt
 * @param help what it is for, in English, for the documentation
 */
public record Setting<T>(String key, T byDefault, SettingType<T> type, Effect effect, String help) {

    /** When a change is felt. */
    public enum Effect {
        AT_ONCE("at once"),
        NEXT_ANSWER("with the next answer"),
        NEXT_LOAD("when a model is loaded next"),
        NEXT_START("at the next start");

        private final String words;

        Effect(String words) {
            this.words = words;
        }

        /** In English. */
        public String words() {
            return words;
        }
    }
}
