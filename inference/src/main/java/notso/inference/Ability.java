package notso.inference;

/** What one engine can do and another cannot. */
public enum Ability {
    /** Tells how far loading has come, and can be stopped in the middle of it. */
    LOAD_PROGRESS,
    /** Stops within the reading of a prompt, not only after it. */
    CANCEL_IN_PROMPT,
    /** Reports {@link GenerationEvent.PromptProgress} while the prompt is read. */
    PROMPT_PROGRESS,
    /** Gives the id of every generated token. */
    TOKEN_IDS,
    /** Marks generated special tokens, so that text which merely looks like one stays text. */
    SPECIAL_TOKENS,
    /** Keeps the KV cache of the longest common prefix of two requests. */
    PREFIX_REUSE,
    /** Moves layers to a graphics processor. */
    GPU_OFFLOAD,
    /** Stretches the context beyond the trained length by YaRN. */
    YARN,
    /** Stores the KV cache in a smaller type than 16-bit floats. */
    KV_TYPES,
    /** Gives the memory of a closed model back without ending the process. */
    UNLOAD
}
