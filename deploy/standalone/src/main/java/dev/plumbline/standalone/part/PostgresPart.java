package dev.plumbline.standalone.part;

import dev.plumbline.servers.postgres.LocalPostgres;
import dev.plumbline.servers.postgres.PostgresSettings;
import dev.plumbline.standalone.plan.PartName;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** PostgreSQL. */
public record PostgresPart(PostgresSettings settings) implements Part {
    @Override
    public PartName name() {
        return PartName.POSTGRES;
    }

    @Override
    public RunningPart start(Consumer<String> notices) {
        return new Running(LocalPostgres.start(settings, notices));
    }

    private record Running(LocalPostgres server) implements RunningPart {
        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public boolean ready() {
            return server.alive() && server.accepting();
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return server.exit();
        }

        @Override
        public List<String> lastLines(int lines) {
            return server.lastLines(lines);
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}
