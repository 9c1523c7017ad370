package notso.inference.llamacpp.ffi;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Binds a Java interface to the functions of a shared library.
 *
 * <p>Each method stands for the C function of the same name: {@code int} for 32 bits, {@code long}
 * for 64 bits and {@code size_t}, {@code boolean} for C's {@code bool}, {@code MemorySegment} for
 * pointers, and {@link Struct} marks structures passed or returned by value. A method that returns
 * a structure takes the {@link SegmentAllocator} of the result first. The library stays loaded
 * until the process ends.
 */
final class NativeInterface {

    /** A structure by value; names one of the layouts given to {@link #bind}. */
    @Target({ElementType.PARAMETER, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Struct {
        String value();
    }

    private static final Linker LINKER = Linker.nativeLinker();

    /** Every handle takes its arguments in one array, so that one proxy can call all of them. */
    private static final MethodType SPREAD = MethodType.methodType(Object.class, Object[].class);

    private NativeInterface() {}

    /**
     * @param layouts the layouts of by-value structures, by the names that {@link Struct} uses
     * @throws EngineException with {@link Problem.EngineUnavailable} if the library cannot be
     *     loaded or lacks a function
     */
    @SuppressWarnings("restricted")
    static <T> T bind(Class<T> api, Path library, Map<String, MemoryLayout> layouts) {
        SymbolLookup symbols;
        try {
            symbols = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    unavailable("the system cannot load " + library + " here"), e);
        }
        Map<Method, MethodHandle> handles = new HashMap<>();
        for (Method method : api.getDeclaredMethods()) {
            MemorySegment address =
                    symbols.find(method.getName())
                            .orElseThrow(
                                    () ->
                                            new EngineException(
                                                    unavailable(
                                                            library
                                                                    + " has no function "
                                                                    + method.getName())));
            MethodHandle handle = LINKER.downcallHandle(address, descriptor(method, layouts));
            handles.put(
                    method,
                    handle.asSpreader(Object[].class, handle.type().parameterCount())
                            .asType(SPREAD));
        }
        Object[] none = {};
        return api.cast(
                Proxy.newProxyInstance(
                        api.getClassLoader(),
                        new Class<?>[] {api},
                        (_, method, arguments) ->
                                (Object)
                                        handles.get(method)
                                                .invokeExact(
                                                        arguments == null ? none : arguments)));
    }

    /**
     * Makes a method callable from C, for as long as {@code arena} lives.
     *
     * @param owner must have a method {@code name} of the given type; an exception that escapes it
     *     would end the process
     */
    @SuppressWarnings("restricted")
    static MemorySegment callback(
            MethodHandles.Lookup lookup,
            Object owner,
            String name,
            FunctionDescriptor type,
            Arena arena) {
        try {
            MethodHandle method = lookup.bind(owner, name, type.toMethodType());
            return LINKER.upcallStub(method, type, arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The callback " + name + " does not exist.", e);
        }
    }

    /** Where a function of the C library is. */
    static MemorySegment address(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    /** The C string at an address, empty for a null pointer. */
    @SuppressWarnings("restricted")
    static String string(MemorySegment address) {
        return address.equals(MemorySegment.NULL)
                ? ""
                : address.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Access to one field of a structure, taking the segment and its base offset 0. */
    static VarHandle field(MemoryLayout structure, String name) {
        return MethodHandles.insertCoordinates(
                structure.varHandle(MemoryLayout.PathElement.groupElement(name)), 1, 0L);
    }

    private static FunctionDescriptor descriptor(Method method, Map<String, MemoryLayout> layouts) {
        MemoryLayout[] arguments =
                Stream.of(method.getParameters())
                        .filter(parameter -> parameter.getType() != SegmentAllocator.class)
                        .map(parameter -> layout(parameter, parameter.getType(), layouts))
                        .toArray(MemoryLayout[]::new);
        return method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(arguments)
                : FunctionDescriptor.of(layout(method, method.getReturnType(), layouts), arguments);
    }

    private static MemoryLayout layout(
            AnnotatedElement element, Class<?> type, Map<String, MemoryLayout> layouts) {
        Struct struct = element.getAnnotation(Struct.class);
        if (struct != null) {
            return layouts.get(struct.value());
        }
        return Arrays.<MemoryLayout>asList(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_FLOAT,
                        ValueLayout.JAVA_BOOLEAN,
                        ValueLayout.ADDRESS)
                .stream()
                .filter(layout -> ((ValueLayout) layout).carrier() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no C type here."));
    }

    private static Problem unavailable(String detail) {
        return new Problem.EngineUnavailable(
                LlamaLibrary.ENGINE,
                detail,
                "install llama.cpp v%s for this system".formatted(RuntimeFolder.VERSION));
    }
}
