package notso.inference.template.syntax;

import notso.inference.EngineException;
import notso.inference.Problem;

/** Makes the one kind of failure that reading and rendering a template ends in. */
public final class TemplateFault {

    private static final int LONGEST_QUOTE = 120;

    private TemplateFault() {}

    /**
     * @param clause completes "The model's chat template cannot be used: …"
     */
    public static EngineException of(String clause) {
        return new EngineException(new Problem.BadTemplate(clause));
    }

    /** Foreign text for use inside a clause: cut to a readable length. */
    public static String quote(String text) {
        String line = text.strip();
        if (line.length() <= LONGEST_QUOTE) {
            return line;
        }
        int end = LONGEST_QUOTE;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }
}
