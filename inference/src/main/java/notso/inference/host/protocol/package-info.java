/**
 * What an application and its engine host say to each other, as bytes.
 *
 * <p>Messages ({@link notso.inference.host.protocol.ClientMessage}, {@link
 * notso.inference.host.protocol.HostMessage}) go in and out of a {@link
 * notso.inference.host.protocol.FrameChannel}: each is one frame, a length of four bytes and so
 * many bytes of content. Both ends are of one build, so there is no versioning. Nothing that is
 * read is trusted: a length, a count or a tag out of range is a {@link
 * notso.inference.host.protocol.FrameException}.
 */
@NullMarked
package notso.inference.host.protocol;

import org.jspecify.annotations.NullMarked;
