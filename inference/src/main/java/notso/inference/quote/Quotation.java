package notso.inference.quote;

/**
 * A passage that is ready to be streamed.
 *
 * @param markdown all of it, with a heading that says where it is from
 * @param tokensPerSecond 0 for as fast as possible
 */
public record Quotation(String markdown, double tokensPerSecond) {}
