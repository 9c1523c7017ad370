package notso.inference.template;

/** What a template is told of thinking, by the variable {@code enable_thinking}. */
public enum Thinking {
    /** Nothing; the template decides. */
    UNSPECIFIED,
    ON,
    OFF
}
