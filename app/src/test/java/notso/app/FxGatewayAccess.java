package notso.app;

import java.util.concurrent.Executor;

/** Lets tests of other packages put a thread of their own in JavaFX's place. */
public final class FxGatewayAccess {

    private FxGatewayAccess() {}

    public static FxGateway over(Executor fxThread) {
        return new FxGateway(fxThread);
    }
}
