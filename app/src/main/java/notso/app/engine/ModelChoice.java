package notso.app.engine;

import java.nio.file.Path;

/** What is to answer. */
public sealed interface ModelChoice {

    /** What to call it until it is loaded and tells its own name. */
    String label();

    /** True for the script that runs where there is no model. */
    boolean isDemo();

    /** A model file. */
    record File(Path path) implements ModelChoice {
        @Override
        public String label() {
            Path name = path.getFileName();
            return name == null
                    ? path.toString()
                    : name.toString().replaceFirst("(?i)\\.gguf$", "");
        }

        @Override
        public boolean isDemo() {
            return false;
        }
    }

    /** The built-in script. */
    record Demo() implements ModelChoice {
        @Override
        public String label() {
            return "Built-in demo";
        }

        @Override
        public boolean isDemo() {
            return true;
        }
    }
}
