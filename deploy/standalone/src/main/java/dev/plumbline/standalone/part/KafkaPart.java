package dev.plumbline.standalone.part;

import dev.plumbline.servers.kafka.KafkaSettings;
import dev.plumbline.servers.kafka.LocalKafka;
import dev.plumbline.standalone.plan.PartName;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Kafka. */
public record KafkaPart(KafkaSettings settings) implements Part {
    @Override
    public PartName name() {
        return PartName.KAFKA;
    }

    @Override
    public RunningPart start(Consumer<String> notices) {
        return new Running(LocalKafka.start(settings, notices));
    }

    private record Running(LocalKafka broker) implements RunningPart {
        @Override
        public long pid() {
            return broker.pid();
        }

        @Override
        public boolean ready() {
            return broker.alive() && Probe.tcp(broker.port());
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return broker.exit();
        }

        @Override
        public List<String> lastLines(int lines) {
            return broker.lastLines(lines);
        }

        @Override
        public void stop() {
            broker.close();
        }
    }
}
