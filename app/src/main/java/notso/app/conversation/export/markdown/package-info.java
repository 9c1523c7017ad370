/**
 * Markdown, as models write it, for files that others open.
 *
 * <p>In goes text of any kind, out comes HTML that is harmless and well-formed ({@link
 * notso.app.conversation.export.markdown.MarkdownHtml}), or what has to follow a text so that it
 * swallows nothing behind it ({@link notso.app.conversation.export.markdown.OpenBlock}).
 */
@NullMarked
package notso.app.conversation.export.markdown;

import org.jspecify.annotations.NullMarked;
