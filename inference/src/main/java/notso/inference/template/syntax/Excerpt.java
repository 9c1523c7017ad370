package notso.inference.template.syntax;

import notso.inference.EngineException;

/** Says where in a template something is wrong, by what is written there. */
final class Excerpt {

    private static final int LENGTH = 30;

    private Excerpt() {}

    static EngineException fault(String source, int position, String what) {
        int end = Math.min(source.length(), position + LENGTH);
        int start = position < source.length() ? position : Math.max(0, end - LENGTH);
        String near = TemplateFault.quote(source.substring(start, end));
        return TemplateFault.of(near.isEmpty() ? what : what + " near “" + near + "”");
    }
}
