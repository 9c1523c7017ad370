/**
 * The engine in a process of its own, so that a native crash, a hung driver or the system's hunt
 * for memory takes neither the window nor a conversation with it.
 *
 * <p>The application holds a {@link notso.inference.host.HostedEngine}, which is an {@link
 * notso.inference.Engine} like any other; start there. Behind it a {@link
 * notso.inference.host.HostConnection} starts a small Java process whose main class is {@link
 * notso.inference.host.HostMain}, and speaks to it over a Unix-domain socket in a folder that only
 * the user can enter. What native code prints goes to a log file. One process serves one model:
 * closing the model ends it and gives all memory back.
 */
@NullMarked
package notso.inference.host;

import org.jspecify.annotations.NullMarked;
