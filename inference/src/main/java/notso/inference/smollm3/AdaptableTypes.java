package notso.inference.smollm3;

import notso.inference.gguf.GgmlType;

import java.util.EnumSet;
import java.util.Set;

/** Storage types in which attention weights can be moved without changing one of them. */
final class AdaptableTypes {

    private static final Set<GgmlType> MOVABLE =
            EnumSet.of(
                    GgmlType.F32,
                    GgmlType.F16,
                    GgmlType.BF16,
                    GgmlType.Q8_0,
                    GgmlType.Q4_0,
                    GgmlType.Q4_1,
                    GgmlType.Q5_0,
                    GgmlType.Q5_1,
                    GgmlType.Q4_K,
                    GgmlType.Q5_K,
                    GgmlType.Q6_K);

    /** Types that came into llama.cpp after version b4916, which reads the adapted files. */
    private static final Set<GgmlType> TOO_NEW =
            EnumSet.of(GgmlType.MXFP4, GgmlType.NVFP4, GgmlType.Q1_0, GgmlType.Q2_0);

    private AdaptableTypes() {}

    /** True where zero bytes are zero numbers and blocks can be moved apart. */
    static boolean contains(GgmlType type) {
        return MOVABLE.contains(type);
    }

    /** True where the engine that reads adapted files knows the type at all. */
    static boolean canBeCopied(GgmlType type) {
        return !TOO_NEW.contains(type);
    }
}
