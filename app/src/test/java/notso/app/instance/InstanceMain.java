package notso.app.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Claims a folder and says how that went: {@code first}, {@code handed over} or {@code unanswered};
 * the first one then says what is handed over to it, until its standard input ends. Arguments: the
 * folder, then files.
 */
final class InstanceMain {

    private InstanceMain() {}

    public static void main(String[] args) throws Exception {
        Handover own = SingleInstance.handover(Arrays.stream(args).skip(1).map(Path::of).toList());
        Claim claim =
                SingleInstance.claim(
                        Path.of(args[0]),
                        own,
                        handover -> System.out.println("takes over " + handover.files()));
        switch (claim) {
            case Claim.First(AutoCloseable lock) -> {
                System.out.println("first");
                await();
                lock.close();
            }
            case Claim.HandedOver _ -> System.out.println("handed over");
            case Claim.Unanswered _ -> System.out.println("unanswered");
        }
        System.exit(0);
    }

    private static void await() throws IOException {
        while (System.in.read() >= 0) {
            // Goes on.
        }
    }
}
