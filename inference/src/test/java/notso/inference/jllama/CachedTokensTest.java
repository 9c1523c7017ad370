package notso.inference.jllama;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CachedTokensTest {

    private final CachedTokens cached = new CachedTokens();

    @Test
    void nothingIsReusedAtFirst() {
        assertEquals(0, cached.reusable(new int[] {1, 2, 3}));
    }

    @Test
    void commonPrefixIsReused() {
        cached.set(new int[] {1, 2, 3, 4}, 4);
        assertEquals(3, cached.reusable(new int[] {1, 2, 3, 9, 9}));
        assertEquals(4, cached.reusable(new int[] {1, 2, 3, 4, 5}));
        assertEquals(0, cached.reusable(new int[] {9, 2, 3}));
    }

    @Test
    void lastTokenOfAPromptIsAlwaysReadAnew() {
        cached.set(new int[] {1, 2, 3, 4}, 4);
        assertEquals(3, cached.reusable(new int[] {1, 2, 3, 4}));
        assertEquals(1, cached.reusable(new int[] {1, 2}));
    }

    @Test
    void generatedTokensCount() {
        cached.set(new int[] {1, 2, 3}, 2);
        cached.append(new int[] {7, 8, 9}, 2);
        assertEquals(4, cached.reusable(new int[] {1, 2, 7, 8, 9}));
        cached.clear();
        assertEquals(0, cached.reusable(new int[] {1, 2, 7, 8, 9}));
    }
}
