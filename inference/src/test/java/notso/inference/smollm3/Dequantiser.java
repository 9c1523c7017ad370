package notso.inference.smollm3;

import notso.inference.gguf.GgmlType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of a tensor as numbers, by the formulas of ggml's reference dequantisers (ggml-quants.c),
 * written apart from the code under test.
 */
final class Dequantiser {

    private final GgmlType type;
    private final ByteBuffer bytes;

    Dequantiser(GgmlType type, byte[] row) {
        this.type = type;
        this.bytes = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    }

    float[] row() {
        int blocks = bytes.capacity() / type.blockBytes();
        float[] numbers = new float[blocks * type.blockElements()];
        for (int block = 0; block < blocks; block++) {
            int at = block * type.blockBytes();
            for (int i = 0; i < type.blockElements(); i++) {
                numbers[block * type.blockElements() + i] = number(at, i);
            }
        }
        return numbers;
    }

    private float number(int at, int i) {
        return switch (type) {
            case F32 -> bytes.getFloat(at);
            case F16 -> half(at);
            case BF16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            case Q8_0 -> half(at) * bytes.get(at + 2 + i);
            case Q4_0 -> half(at) * (nibble(at + 2, i) - 8);
            case Q4_1 -> half(at) * nibble(at + 4, i) + half(at + 2);
            case Q5_0 -> half(at) * ((nibble(at + 6, i) | fifthBit(at + 2, i)) - 16);
            case Q5_1 -> half(at) * (nibble(at + 8, i) | fifthBit(at + 4, i)) + half(at + 2);
            case Q4_K -> scaled(at, i, runNibble(at + 16, i));
            case Q5_K ->
                    scaled(
                            at,
                            i,
                            runNibble(at + 48, i) + ((u8(at + 16 + i % 32) >> i / 32 & 1) << 4));
            case Q6_K -> six(at, i);
            default -> throw new IllegalArgumentException("no formula for " + type);
        };
    }

    private int nibble(int at, int i) {
        return i < 16 ? u8(at + i) & 15 : u8(at + i - 16) >> 4;
    }

    private int fifthBit(int at, int i) {
        return (bytes.getInt(at) >> i & 1) << 4;
    }

    private int runNibble(int at, int i) {
        int value = u8(at + i / 64 * 32 + i % 32);
        return i % 64 < 32 ? value & 15 : value >> 4;
    }

    private float scaled(int at, int i, int quant) {
        int j = i / 32;
        int q = at + 4;
        int scale;
        int minimum;
        if (j < 4) {
            scale = u8(q + j) & 63;
            minimum = u8(q + j + 4) & 63;
        } else {
            scale = u8(q + j + 4) & 15 | u8(q + j - 4) >> 6 << 4;
            minimum = u8(q + j + 4) >> 4 | u8(q + j) >> 6 << 4;
        }
        return half(at) * scale * quant - half(at + 2) * minimum;
    }

    private float six(int at, int i) {
        int part = i / 128;
        int run = i % 128 / 32;
        int l = i % 32;
        int low = u8(at + part * 64 + l + run % 2 * 32);
        int four = run < 2 ? low & 15 : low >> 4;
        int two = u8(at + 128 + part * 32 + l) >> 2 * run & 3;
        int scale = bytes.get(at + 192 + part * 8 + l / 16 + 2 * run);
        return half(at + 208) * scale * ((four | two << 4) - 32);
    }

    private float half(int at) {
        return Float.float16ToFloat(bytes.getShort(at));
    }

    private int u8(int at) {
        return bytes.get(at) & 255;
    }
}
