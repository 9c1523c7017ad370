package notso.inference.jllama;

import de.kherud.llama.InferenceParameters;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sets what the wrapper's own methods cannot. Its request parameters are JSON values by name, in a
 * map that it keeps to itself, and what is no JSON ends the process. The native side takes a prompt
 * as a list of token ids, for which there is no method; of the samplers, the method forgets the
 * name of the one for penalties.
 */
final class JsonValues {

    private JsonValues() {}

    /** Fails where the wrapper is not the one that this was written for. */
    static void check() {
        setPrompt(new InferenceParameters(""), new int[0]);
    }

    static void setPrompt(InferenceParameters parameters, int[] ids) {
        map(parameters).put("prompt", Arrays.toString(ids));
    }

    /**
     * @param names in llama.cpp's words, letters and underscores
     */
    static void setSamplers(InferenceParameters parameters, List<String> names) {
        map(parameters)
                .put(
                        "samplers",
                        names.stream()
                                .map(name -> '"' + name + '"')
                                .collect(Collectors.joining(",", "[", "]")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> map(InferenceParameters parameters) {
        return (Map<String, String>) Holder.FIELD.get(parameters);
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
