/**
 * From the source of a chat template to its syntax tree.
 *
 * <p>In goes Jinja source, out comes a list of {@link notso.inference.template.syntax.Statement}s.
 * Start at {@link notso.inference.template.syntax.TemplateParser}. The grammar is that of the
 * renderer which published templates are compared with (npm's {@code @huggingface/jinja} 0.5.11),
 * with its precedence of operators and its way of removing white space, and a little more: {@code
 * raw}, {@code do}, {@code recursive} loops, and tests with arguments.
 */
@NullMarked
package notso.inference.template.syntax;

import org.jspecify.annotations.NullMarked;
