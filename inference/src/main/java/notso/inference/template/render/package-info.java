/**
 * From a syntax tree and its variables to text that remembers where each character is from.
 *
 * <p>In go {@link notso.inference.template.syntax.Statement}s and {@link
 * notso.inference.template.render.Value}s, out comes a {@link
 * notso.inference.template.render.Text}. Start at {@link
 * notso.inference.template.render.Interpreter}.
 *
 * <p>Every text is a sequence of runs that are either the template's own words or foreign, and
 * stays so through joining, cutting, replacing, changing case and writing as JSON or Python. Flow
 * of control carries no origin: what a template writes because of a foreign text is its own.
 *
 * <p>Published templates are compared with npm's {@code @huggingface/jinja} 0.5.11, so its
 * behaviour is kept also where Python's Jinja differs: {@code strip}, {@code lstrip} and {@code
 * rstrip} ignore their argument, {@code none} is written as nothing, lists and dicts are equal only
 * to themselves, numbers are those of ECMAScript, a loop round that ends in {@code continue} or
 * {@code break} writes nothing, and a macro sees the variables of its caller. What that renderer
 * refuses and Python's Jinja allows mostly works as in Python, such as {@code dict | string}, which
 * gives the dict as Python writes it.
 *
 * <p>A {@link notso.inference.template.render.Budget} ends every rendering that takes too many
 * steps, characters, list items or levels.
 */
@NullMarked
package notso.inference.template.render;

import org.jspecify.annotations.NullMarked;
