package dev.plumbline.console.guard;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which the console answers. A page of a stranger that makes its own name point at this machine (DNS
 * rebinding) sends that name in the Host header, and is refused.
 */
final class HostNames {
    private final Set<String> named = new HashSet<>();

    HostNames(Set<String> named) {
        named.forEach(name -> this.named.add(bare(name)));
    }

    /** @param host the Host header, with or without a port */
    boolean allows(String host) {
        String name = bare(host);
        return loopback(name) || named.contains(name);
    }

    static boolean loopback(String name) {
        return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** The name without port and brackets, in lower case. */
    static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT).strip();
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end < 0 ? name : name.substring(1, end);
        }
        int colon = name.indexOf(':');
        return colon < 0 || colon != name.lastIndexOf(':') ? name : name.substring(0, colon);
    }
}
