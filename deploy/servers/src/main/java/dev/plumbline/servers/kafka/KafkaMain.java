package dev.plumbline.servers.kafka;

import dev.plumbline.servers.process.PipedMain;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of the broker's process: formats the log directory where that is new, runs the broker, and makes the topics.
 * One JVM instead of three. Arguments: the broker's settings file, the file to write when the broker is ready, the address,
 * the cluster id to format with or {@code -}, then topics as {@code name:partitions}.
 */
public final class KafkaMain {
    private static final int FIXED = 4;

    private KafkaMain() {}

    public static void main(String[] words) throws Exception {
        PipedMain.watch();
        if (!words[3].equals("-")) {
            format(words[0], words[3]);
        }
        List<NewTopic> topics = new ArrayList<>();
        for (int i = FIXED; i < words.length; i++) {
            int colon = words[i].lastIndexOf(':');
            topics.add(new NewTopic(
                    words[i].substring(0, colon), Integer.parseInt(words[i].substring(colon + 1)), (short) 1));
        }
        Thread opener = new Thread(() -> open(words[2], topics, Path.of(words[1])), "topics");
        opener.setDaemon(true);
        opener.start();
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {words[0]});
    }

    private static void format(String settings, String clusterId) throws ReflectiveOperationException {
        String[] words = {"format", "--cluster-id", clusterId, "--config", settings, "--ignore-formatted"};
        Object code = Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, words, System.out);
        if (!Integer.valueOf(0).equals(code)) {
            throw new IllegalStateException("formatting the log directory failed with code " + code);
        }
    }

    /** The client would log each of its tries. The holder's patience ends this if the broker never listens. */
    private static void awaitListener(String address) {
        int colon = address.lastIndexOf(':');
        InetSocketAddress broker =
                new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(broker, 1_000);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(50_000_000L);
            }
        }
    }

    private static void open(String address, List<NewTopic> topics, Path ready) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50L,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200L,
                AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 50L,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 120_000);
        awaitListener(address);
        try (Admin admin = Admin.create(settings)) {
            Set<String> there = admin.listTopics().names().get(2, TimeUnit.MINUTES);
            admin.createTopics(topics.stream()
                            .filter(topic -> !there.contains(topic.name()))
                            .toList())
                    .all()
                    .get(1, TimeUnit.MINUTES);
            Path part = Files.createTempFile(ready.getParent(), "ready", ".part");
            Files.writeString(part, ProcessHandle.current().pid() + "\n");
            Files.move(part, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (Exception e) {
            System.err.println("plumbline: the broker did not get ready: " + e);
            System.exit(1);
        }
    }
}
