package notso.app.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Knows no name and no address. */
public final class RefusingResolver extends InetAddressResolverProvider
        implements InetAddressResolver {

    /** Called by the class library, which finds it as a service. */
    public RefusingResolver() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return NetworkGuard.isOn() ? this : configuration.builtinResolver();
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
        throw refused("look-up of " + host);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
        throw refused("look-up of address " + HexFormat.of().formatHex(address));
    }

    private static UnknownHostException refused(String what) {
        return new UnknownHostException(NetworkGuard.refuse(what).getMessage());
    }
}
