package notso.inference.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens when the person at a terminal presses Ctrl+C, which every process in it hears.
 *
 * <p>The platform's class for signals is reached by reflection, since it is no part of the standard
 * API; where it is missing, a signal keeps its usual effect.
 */
public final class InterruptSignal implements AutoCloseable {

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final List<Runnable> restorations = new ArrayList<>();

    private InterruptSignal() {}

    /** Runs {@code action}, on a thread of the system's, at each Ctrl+C until closed. */
    public static InterruptSignal handledBy(Runnable action) {
        InterruptSignal signal = new InterruptSignal();
        signal.handle("INT", action);
        return signal;
    }

    /** The same for a polite request to end, such as that of a system that shuts down. */
    public InterruptSignal alsoTermination(Runnable action) {
        handle("TERM", action);
        return this;
    }

    /** Leaves Ctrl+C to the process that started this one. */
    static void ignore() {
        handledBy(() -> {});
    }

    /** Gives the signals back to those who had them. */
    @Override
    public void close() {
        restorations.forEach(Runnable::run);
        restorations.clear();
    }

    private void handle(String name, Runnable action) {
        try {
            Class<?> handlerType = Class.forName(HANDLER);
            Class<?> signalType = Class.forName(SIGNAL);
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Object previous = set(signal, handler(handlerType, action));
            restorations.add(
                    () -> {
                        try {
                            set(signal, previous);
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                    });
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // No such class in this runtime, or no such signal in this system.
        }
    }

    private static Object set(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName(HANDLER))
                .invoke(null, signal, handler);
    }

    private static Object handler(Class<?> type, Runnable action) {
        InvocationHandler called =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> InterruptSignal.class.getSimpleName();
                        };
        return Proxy.newProxyInstance(
                InterruptSignal.class.getClassLoader(), new Class<?>[] {type}, called);
    }
}
