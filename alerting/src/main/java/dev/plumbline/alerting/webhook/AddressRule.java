package dev.plumbline.alerting.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which addresses a receiver may have. A URL is user input: without this rule it could name anything that this machine
 * reaches. Ranges of IANA's special-purpose registries (RFC 6890).
 */
public final class AddressRule {
    private AddressRule() {}

    /**
     * The first address of a host that a receiver may not have. One is enough to refuse the host: which of them a
     * connection takes is not ours to say.
     */
    public static Optional<InetAddress> refused(InetAddress[] addresses, boolean allowPrivate) {
        return Arrays.stream(addresses)
                .filter(address -> !(allowPrivate ? isReachable(address) : isPublic(address)))
                .findFirst();
    }

    /** Whether an address is one of the public internet. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return isReachable(address) && !(address instanceof Inet4Address ? isInside4(bytes) : isInside6(bytes));
    }

    /**
     * Whether an address may be a receiver where private ones are allowed: never link-local (cloud metadata), multicast
     * or reserved, nor one that stands for another address.
     */
    public static boolean isReachable(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            int first = bytes[0] & 0xFF;
            boolean linkLocal = first == 169 && (bytes[1] & 0xFF) == 254;
            return first != 0 && first < 224 && !linkLocal;
        }
        return isInside6(bytes) || isGlobal6(bytes);
    }

    /** Loopback, private use, carrier-grade NAT, benchmarking, documentation, protocol assignments. */
    private static boolean isInside4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        int c = bytes[2] & 0xFF;
        return switch (a) {
            case 10, 127 -> true;
            case 100 -> b >= 64 && b < 128;
            case 172 -> b >= 16 && b < 32;
            case 192 -> b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99;
            case 198 -> b == 18 || b == 19 || b == 51 && c == 100;
            case 203 -> b == 0 && c == 113;
            default -> false;
        };
    }

    /** Loopback and unique-local. */
    private static boolean isInside6(byte[] bytes) {
        boolean loopback = bytes[15] == 1;
        for (int i = 0; i < 15; i++) {
            loopback &= bytes[i] == 0;
        }
        return loopback || (bytes[0] & 0xFE) == 0xFC;
    }

    /**
     * Global unicast, 2000::/3, without what stands for another address or for none: Teredo and other protocol
     * assignments (2001::/23), documentation (2001:db8::/32, 3fff::/20), 6to4 (2002::/16). NAT64, mapped, compatible,
     * link-local, site-local and multicast addresses lie outside of 2000::/3.
     */
    private static boolean isGlobal6(byte[] bytes) {
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        int second = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        boolean assigned = first == 0x2001 && second < 0x200;
        boolean documentation = first == 0x2001 && second == 0xDB8 || first == 0x3FFF && second < 0x1000;
        boolean sixToFour = first == 0x2002;
        return (bytes[0] & 0xE0) == 0x20 && !assigned && !documentation && !sixToFour;
    }
}
