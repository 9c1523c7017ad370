/**
 * Conversations from files of this and of other programs.
 *
 * <p>In goes a file: JSON that {@code notso.app.conversation.export} wrote, an export of ChatGPT
 * (as JSON or in its archive) or of Open WebUI. Out come sessions with all their branches, and
 * notices of whatever could not come over. What a file is, its content tells, not its name. Every
 * size is bounded, and nothing that a file says is taken for a path, an address or markup. Start at
 * {@link notso.app.conversation.importing.SessionImporter}.
 */
@NullMarked
package notso.app.conversation.importing;

import org.jspecify.annotations.NullMarked;
