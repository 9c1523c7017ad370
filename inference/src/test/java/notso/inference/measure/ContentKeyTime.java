package notso.inference.measure;

import notso.inference.gguf.ContentKey;
import notso.inference.gguf.GgufFile;

import java.nio.file.Path;

/** What the key of a model file costs at load: {@code MODEL}, in a process that just started. */
final class ContentKeyTime {

    private static final int TIMES = 5;

    private ContentKeyTime() {}

    public static void main(String[] arguments) {
        try (GgufFile file = GgufFile.open(Path.of(arguments[0]))) {
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                String key = ContentKey.of(file);
                System.out.printf("%s %.1f ms%n", key, (System.nanoTime() - start) / 1e6);
            }
        }
    }
}
