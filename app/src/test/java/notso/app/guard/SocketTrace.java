package notso.app.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace saw of the sockets of a process and of all that it started, whatever code asked for
 * them. On Linux.
 *
 * <p>As soon as anything in Java needs its network library, be it for a socket of the Unix domain,
 * the library makes a few stream sockets to learn what the system supports, and closes them again.
 * So a stream socket alone is not held against a process, only what makes a connection of it; one
 * of any other kind, such as a look-up of a name needs, is.
 */
public final class SocketTrace {

    /** io_uring could make connections that the other calls do not show. */
    private static final String CALLS =
            "trace=socket,connect,bind,listen,sendto,sendmsg,sendmmsg,io_uring_setup";

    private static final Pattern CALL = Pattern.compile("\\d+ +[a-z_]+\\(.*");
    private static final Pattern PROBE =
            Pattern.compile("\\d+ +socket\\(AF_INET6?, SOCK_STREAM[,|].*");
    private static final Pattern UNIX =
            Pattern.compile("\\d+ +(socket\\(AF_UNIX,|(connect|bind)\\(.*sa_family=AF_UNIX,).*");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d+ +(connect|bind)\\(.*sa_family=AF_UNIX,.*");
    private static final Pattern PATH = Pattern.compile("sun_path=@?\"([^\"]*)\"");
    private static final String NAME_SERVICE_CACHE = "/var/run/nscd/socket";
    private static final Pattern LISTEN = Pattern.compile("\\d+ +listen\\(.*");
    private static final Pattern BIND = Pattern.compile("\\d+ +bind\\(.*");

    private final Path file;

    /**
     * @param file where strace writes
     */
    public SocketTrace(Path file) {
        this.file = file;
    }

    /** To be put before a command; follows children. */
    public String[] command() {
        return new String[] {
            "strace", "-f", "--seccomp-bpf", "-qq", "-e", CALLS, "-o", file.toString()
        };
    }

    /** The calls that use, or get ready to use, anything but the Unix domain. */
    public List<String> ofTheNetwork() throws IOException {
        List<String> others =
                new ArrayList<>(
                        calls(CALL).stream()
                                .filter(line -> !UNIX.matcher(line).matches())
                                .filter(line -> !PROBE.matcher(line).matches())
                                .filter(line -> !LISTEN.matcher(line).matches())
                                .toList());
        List<String> listening = calls(LISTEN);
        // In the Unix domain one can listen only where one has bound.
        if (listening.size() > calls(BIND).size()) {
            others.addAll(listening);
        }
        return others;
    }

    /**
     * The addresses in the Unix domain to which something was bound or connected, call by call; but
     * for that of the name service cache, in which the C library looks for the user's name.
     */
    public List<String> addresses() throws IOException {
        return calls(ADDRESS).stream()
                .map(
                        line -> {
                            Matcher path = PATH.matcher(line);
                            return path.find() ? path.group(1) : line;
                        })
                .filter(path -> !path.equals(NAME_SERVICE_CACHE))
                .toList();
    }

    private List<String> calls(Pattern pattern) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> pattern.matcher(line).matches())
                .toList();
    }
}
