package dev.plumbline.servers.kafka;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of the broker's settings file. */
final class BrokerFiles {
    private BrokerFiles() {}

    static String settings(String logDirectory, int port, int controllerPort) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", 1);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", logDirectory);
        // A misspelt topic is an error, not a new topic.
        settings.put("auto.create.topics.enable", false);
        settings.put("num.partitions", 6);
        // There is one replica: an acknowledged record is on the disk, not only in the memory of this machine.
        settings.put("log.flush.interval.messages", 1);
        settings.put("default.replication.factor", 1);
        settings.put("offsets.topic.replication.factor", 1);
        settings.put("offsets.topic.num.partitions", 6);
        settings.put("transaction.state.log.replication.factor", 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("transaction.state.log.num.partitions", 1);
        settings.put("share.coordinator.state.topic.replication.factor", 1);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("share.coordinator.state.topic.num.partitions", 1);
        // Groups have few members here: no need to wait for more before the first assignment.
        settings.put("group.initial.rebalance.delay.ms", 0);
        // Sized for a heap of 256 MB; the default cleaner alone takes 128.
        settings.put("log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024);
        settings.put("log.segment.bytes", 128 * 1024 * 1024);
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 4);
        settings.put("background.threads", 2);
        settings.put("num.recovery.threads.per.data.dir", 2);
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "# Written at every start.\n", "\n"));
    }
}
