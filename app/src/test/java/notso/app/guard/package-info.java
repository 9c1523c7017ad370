/**
 * Proves that nothing opens a socket but the private Unix-domain channels.
 *
 * <p>In goes a main class, which {@link notso.app.guard.GuardedProcess} runs in a process of its
 * own with {@link notso.app.guard.NetworkGuard} in it and in every Java process that it starts; out
 * comes what was attempted, with stack traces. {@link notso.app.guard.SocketTrace} looks at the
 * same processes from below, where native code is seen as well. {@code notso.app.DayOfUse} is what
 * they run; whatever the application learns to do belongs there.
 */
@NullMarked
package notso.app.guard;

import org.jspecify.annotations.NullMarked;
