package dev.plumbline.bench.chaos;

import dev.plumbline.bench.load.OtlpClient;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.Stand;
import dev.plumbline.bench.stand.Stand.Server;
import dev.plumbline.bench.stand.StandSettings;
import dev.plumbline.servers.process.Deadline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Kills trace-ingest, Kafka and PostgreSQL in turn with SIGKILL while senders go on, then holds what was answered against
 * what is stored, counted and on the bus.
 */
public final class IngestChaos {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long SEED = 42;

    private final Path root;
    private final ChaosPlan plan;
    private final Clock clock;
    private final PrintWriter out;
    private boolean kept = true;

    public IngestChaos(Path root, boolean brief, Clock clock, PrintWriter out) {
        this.root = root;
        this.plan = brief ? ChaosPlan.SHORT : ChaosPlan.FULL;
        this.clock = clock;
        this.out = out;
    }

    /** Runs it, prints the table and returns whether every promise was kept. */
    public boolean run() throws SQLException, IOException, InterruptedException {
        try (Stand stand = Stand.start(new StandSettings(root, StandSettings.LAUNCHER_FLAGS));
                OtlpClient client = new OtlpClient(stand.grpcPort(), plan.senders())) {
            Senders senders = new Senders(client, new ChaosTraffic(SEED, plan.spans(), clock), plan.senders());
            senders.start();
            for (int kill = 0; kill < plan.kills(); kill++) {
                awaitAnswered(senders, plan.spans() * (kill + 1L) / (plan.kills() + 1));
                Server server = Server.values()[kill % Server.values().length];
                out.printf("  kill %d of %d: %s%n", kill + 1, plan.kills(), server);
                out.flush();
                stand.killAndRestart(server);
            }
            senders.join();
            new OutcomeStore(stand.database()).awaitSettled();
            judge(senders.notes(), stand);
        }
        return kept;
    }

    private static void awaitAnswered(Senders senders, long spans) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (senders.sending() && senders.notes().answered.size() < spans) {
            if (deadline.passed()) {
                throw new IllegalStateException("no answers for " + PATIENCE.toMinutes() + " minutes");
            }
            deadline.pause();
        }
    }

    private void judge(Senders.Notes notes, Stand stand) throws SQLException, IOException {
        OutcomeStore store = new OutcomeStore(stand.database());
        Set<String> stored = store.keys();
        Set<String> events = new EventsConsumer(stand.kafka()).all();
        OutcomeStore.Ledger ledger = store.ledger();
        long rows = store.rows();
        long unaccounted =
                ledger.received() - ledger.stored() - ledger.duplicate() - ledger.rejected() - ledger.dropped();
        long uncounted = Math.max(0, notes.answeredItems.get() - ledger.received())
                + Math.max(0, ledger.received() - notes.attemptedItems.get());

        Table table = new Table("what", "count", "allowed");
        table.row("spans answered", String.valueOf(notes.answered.size()), String.valueOf(plan.spans()));
        table.row("sends without an answer, sent again", String.valueOf(notes.retries.get()), "-");
        row(table, "answered and not stored", missing(notes.answered, stored));
        row(table, "stored and never answered", missing(stored, notes.answered));
        row(table, "stored twice", rows - stored.size());
        row(table, "span without payload or the reverse", store.unpaired());
        row(table, "wrong answers", notes.wrongAnswers.size());
        row(table, "ledger: received that has no end", Math.abs(unaccounted));
        row(table, "ledger: stored that is not a row", Math.abs(ledger.stored() - rows));
        row(table, "ledger: answered and not received, or received and not sent", uncounted);
        row(table, "requests whose last version is not on the bus", missing(store.requests(), events));
        out.println();
        out.println(table);
        notes.wrongAnswers.stream().distinct().limit(5).forEach(wrong -> out.println("wrong answer: " + wrong));
        out.println(kept ? "Every promise was kept." : "A promise was broken.");
        out.flush();
        if (notes.answered.size() != plan.spans()) {
            kept = false;
        }
    }

    private void row(Table table, String what, long count) {
        table.row(what, String.valueOf(count), "0");
        kept &= count == 0;
    }

    private static long missing(Set<String> wanted, Set<String> there) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(there);
        return missing.size();
    }
}
