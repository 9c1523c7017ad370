package notso.inference.host.protocol;

import java.io.IOException;

/** A frame cannot be understood, or is too large to be sent. */
public final class FrameException extends IOException {

    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }

    FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
