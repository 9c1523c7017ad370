/**
 * The chat template of a model turns a conversation into the prompt that the model expects.
 *
 * <p>In go a template's source and a {@link notso.inference.template.Conversation}, out comes a
 * {@link notso.inference.Prompt}. Start at {@link notso.inference.template.ChatTemplate}.
 *
 * <p>What the template writes itself, the known names of roles, the names of the model's own start
 * and end tokens and the date become markup, in which special tokens count. Everything that came in
 * with the conversation, such as contents, reasoning, names, tools and other variables, becomes
 * plain text, in which they do not, whatever the template does to it. The texts of all segments
 * together are exactly what the template makes.
 */
@NullMarked
package notso.inference.template;

import org.jspecify.annotations.NullMarked;
