/**
 * Sessions as files for other programs and other people.
 *
 * <p>In goes a {@link notso.app.conversation.Session}, out comes Markdown, HTML or plain text of
 * the turns that are shown, or JSON of everything, which {@code notso.app.conversation.importing}
 * reads again. Start at {@link notso.app.conversation.export.SessionExporter}, or at {@link
 * notso.app.conversation.export.ExportFile} for a file.
 */
@NullMarked
package notso.app.conversation.export;

import org.jspecify.annotations.NullMarked;
