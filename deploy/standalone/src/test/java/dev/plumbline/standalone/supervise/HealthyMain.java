package dev.plumbline.standalone.supervise;

import com.sun.net.httpserver.HttpServer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small service: answers at the health address, 503 as long as a file exists. Arguments: port, that file, and optionally
 * {@code fail} to end at once.
 */
public final class HealthyMain {
    private HealthyMain() {}

    public static void main(String[] words) throws Exception {
        if (words.length > 2) {
            System.out.println("no licence to start");
            System.exit(3);
        }
        Path sick = Path.of(words[1]);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0])), 5);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(Files.exists(sick) ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
    }
}
