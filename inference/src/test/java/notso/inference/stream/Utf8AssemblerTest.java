package notso.inference.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class Utf8AssemblerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "naïve façade",
                "日本語のテキスト",
                "👩‍👩‍👧 🏴‍☠️ e\u0301",
                "\0\u007f\u0080\uffff"
            })
    void textCutAnywhereComesOutWhole(String text) {
        assertCutsGiveTheSame(text.getBytes(UTF_8), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "61ff62",
                "c080",
                "e28261",
                "e282",
                "eda080",
                "f09f98",
                "f0808080",
                "f4908080",
                "f8888080 80",
                "e2e282ac",
                "c3",
                "f09f9880f09f"
            })
    void malformedBytesBecomeWhatJavaMakesOfThem(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertCutsGiveTheSame(bytes, new String(bytes, UTF_8));
    }

    @Test
    void randomBytesBecomeWhatJavaMakesOfThem() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(1, 24)];
            for (int i = 0; i < bytes.length; i++) {
                // High bytes are rare in a uniform draw and are what matters here.
                bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(0x80, 0x100) : 0x41);
            }
            assertCutsGiveTheSame(bytes, new String(bytes, UTF_8));
        }
    }

    @Test
    void characterIsHeldBackUntilItIsWhole() {
        Utf8Assembler assembler = new Utf8Assembler();
        assertEquals("a", assembler.accept(new byte[] {'a', (byte) 0xe2, (byte) 0x82}));
        assertEquals("€b", assembler.accept(new byte[] {(byte) 0xac, 'b'}));
        assertEquals("", assembler.finish());
    }

    @Test
    void finishedAssemblerBeginsAnew() {
        Utf8Assembler assembler = new Utf8Assembler();
        assembler.accept(new byte[] {(byte) 0xe2});
        assertEquals("\uFFFD", assembler.finish());
        assertEquals("é", assembler.accept("é".getBytes(UTF_8)));
    }

    private static void assertCutsGiveTheSame(byte[] bytes, String expected) {
        for (int cut = 0; cut <= bytes.length; cut++) {
            Utf8Assembler assembler = new Utf8Assembler();
            String actual =
                    assembler.accept(Arrays.copyOf(bytes, cut))
                            + assembler.accept(Arrays.copyOfRange(bytes, cut, bytes.length))
                            + assembler.finish();
            assertEquals(expected, actual, () -> HexFormat.of().formatHex(bytes));
        }
        Utf8Assembler assembler = new Utf8Assembler();
        StringBuilder singly = new StringBuilder();
        for (byte b : bytes) {
            singly.append(assembler.accept(new byte[] {b}));
        }
        assertEquals(expected, singly + assembler.finish(), "byte by byte");
    }
}
