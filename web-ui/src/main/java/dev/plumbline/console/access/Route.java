package dev.plumbline.console.access;

import java.util.List;

/**
 * A path of this server and what it asks of a caller.
 *
 * @param method an HTTP method
 * @param pattern a path; {@code *} stands for one segment, {@code **} at the end for any number of them
 * @param content whether it shows content to those who may read it, which is audited
 */
public record Route(String method, String pattern, Need need, boolean content) {

    boolean matches(String asked, List<String> segments) {
        if (!method.equals(asked.equals("HEAD") ? "GET" : asked)) {
            return false;
        }
        List<String> wanted = segments(pattern);
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equals("**")) {
                return true;
            }
            if (i >= segments.size()
                    || !wanted.get(i).equals("*") && !wanted.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return wanted.size() == segments.size();
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
