package dev.plumbline.servers.kafka;

import java.nio.file.Path;
import java.util.List;

/**
 * One Kafka broker.
 *
 * @param jars   the directory of the broker's jars
 * @param data   the directory of its log; made and formatted when it is absent
 * @param log    the file that the broker's own log is appended to
 * @param port   on 127.0.0.1; 0 takes a free one
 * @param topics made when they are absent
 * @param java   how the broker's JVM is run
 */
public record KafkaSettings(Path jars, Path data, Path log, int port, List<Topic> topics, Java java) {
    public KafkaSettings {
        topics = List.copyOf(topics);
    }

    /** A topic of one replica. */
    public record Topic(String name, int partitions) {
        private static final int PARTITIONS = 6;

        public Topic {
            if (!name.matches("[a-zA-Z0-9._-]{1,249}") || partitions < 1) {
                throw new IllegalArgumentException("not a topic: " + name + " with " + partitions + " partitions");
            }
        }

        public static Topic of(String name) {
            return new Topic(name, PARTITIONS);
        }
    }

    /**
     * How to run a JVM.
     *
     * @param program the java program
     * @param flags   its flags
     */
    public record Java(Path program, List<String> flags) {
        public Java {
            flags = List.copyOf(flags);
        }

        /** The JVM this process runs on, with a heap that suits one small broker. */
        public static Java current() {
            return new Java(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    List.of("-Xms64m", "-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }
    }
}
