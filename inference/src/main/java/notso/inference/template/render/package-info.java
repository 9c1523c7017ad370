/**
 * Carries out the syntax tree of a template.
 *
 * <p>In go {@link notso.inference.template.syntax.Statement}s and variables, out comes a {@link
 * notso.inference.template.value.Text}. Start at {@link
 * notso.inference.template.render.Interpreter}.
 *
 * <p>Published templates are compared with npm's {@code @huggingface/jinja} 0.5.11, so its
 * behaviour is kept also where Python's Jinja differs: {@code strip}, {@code lstrip} and {@code
 * rstrip} ignore their argument, {@code none} is written as nothing, lists and dicts are equal only
 * to themselves, numbers are those of ECMAScript, a loop round that ends in {@code continue} or
 * {@code break} writes nothing, and a macro sees the variables of its caller. What that renderer
 * refuses and Python's Jinja allows mostly works as in Python, such as {@code dict | string}, which
 * gives the dict as Python writes it.
 */
@NullMarked
package notso.inference.template.render;

import org.jspecify.annotations.NullMarked;
