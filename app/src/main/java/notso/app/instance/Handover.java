package notso.app.instance;

import java.nio.file.Path;
import java.util.List;

/**
 * What a second start asks the first one to do: come forward, and open these.
 *
 * @param files absolute
 * @param activationToken lets the window come forward where the desktop wants such a token; empty
 *     where there is none
 */
public record Handover(List<Path> files, String activationToken) {

    public Handover {
        files = List.copyOf(files);
    }
}
