package notso.inference.jllama;

import de.kherud.llama.InferenceParameters;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;

/**
 * Sets a request's prompt as token ids. The native side takes a list of ids where it expects a
 * text, but the wrapper has no method for it; its parameters are JSON values by name, in a map that
 * it keeps to itself.
 */
final class PromptField {

    private static final String NAME = "prompt";

    private PromptField() {}

    /** Fails where the wrapper is not the one that this was written for. */
    static void check() {
        set(new InferenceParameters(""), new int[] {1, 2});
    }

    static void set(InferenceParameters parameters, int[] ids) {
        @SuppressWarnings("unchecked")
        Map<String, String> json = (Map<String, String>) Holder.FIELD.get(parameters);
        json.put(NAME, Arrays.toString(ids));
    }

    private static final class Holder {

        static final VarHandle FIELD = field();

        private static VarHandle field() {
            try {
                Class<?> owner = InferenceParameters.class.getSuperclass();
                return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                        .findVarHandle(owner, "parameters", Map.class);
            } catch (ReflectiveOperationException e) {
                throw NativeLibrary.unavailable("its version is not the one expected", e);
            }
        }
    }
}
