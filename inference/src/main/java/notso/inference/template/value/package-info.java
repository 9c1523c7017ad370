/**
 * What templates compute with: values, and texts that remember where each character is from.
 *
 * <p>In go parts, such as the texts of a conversation, out come values, and values written as text:
 * plainly, as JSON or as Python has them. Start at {@link notso.inference.template.value.Value} and
 * {@link notso.inference.template.value.Text}.
 *
 * <p>Every text is a sequence of runs that are either the template's own words or foreign, and
 * stays so through joining, cutting, replacing, changing case and writing as JSON or Python. Flow
 * of control carries no origin: what a template writes because of a foreign text is its own.
 *
 * <p>A {@link notso.inference.template.value.Budget} ends every rendering that takes too many
 * steps, characters, list items or levels.
 */
@NullMarked
package notso.inference.template.value;

import org.jspecify.annotations.NullMarked;
