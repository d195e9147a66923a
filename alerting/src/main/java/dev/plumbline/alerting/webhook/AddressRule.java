package dev.plumbline.alerting.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses a receiver may have. A URL is user input: without this rule it could name anything that this machine
 * reaches. Ranges of IANA's special-purpose registries (RFC 6890).
 */
public final class AddressRule {
    private AddressRule() {}

    /** Whether an address is one of the public internet. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes, 0);
        }
        return !(address instanceof Inet6Address) || isPublic6(bytes);
    }

    /** Whether an address may be a receiver where private ones are allowed: never link-local (cloud metadata) or multicast. */
    public static boolean isReachable(InetAddress address) {
        return !address.isLinkLocalAddress() && !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int a = bytes[at] & 0xFF;
        int b = bytes[at + 1] & 0xFF;
        boolean carrierGradeNat = a == 100 && b >= 64 && b < 128;
        boolean privateUse = a == 10 || a == 127 || a == 172 && b >= 16 && b < 32 || a == 192 && b == 168;
        boolean special =
                a == 0 || a >= 224 || a == 169 && b == 254 || a == 192 && b == 0 || a == 198 && (b & 0xFE) == 18;
        return !(carrierGradeNat || privateUse || special);
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        boolean mapped = zeros(bytes, 0, 10) && bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
        boolean compatible = zeros(bytes, 0, 12);
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xFF && bytes[3] == (byte) 0x9B;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        if (mapped || compatible || nat64) {
            return isPublic4(bytes, 12) && !nat64;
        }
        return !uniqueLocal && !(sixToFour && !isPublic4(bytes, 2));
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
