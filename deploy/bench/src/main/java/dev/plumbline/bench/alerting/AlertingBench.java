package dev.plumbline.bench.alerting;

import dev.plumbline.bench.alerting.simulate.SimulationBench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/** How often the rules page by chance and how soon they see a loss, then how quick the service is. */
public final class AlertingBench {
    private final Path root;
    private final boolean quick;
    private final long seed;
    private final Clock clock;
    private final PrintWriter out;

    /** @param quick a tenth of everything @param seed another for each run of the bench whose figures are to be quoted */
    public AlertingBench(Path root, boolean quick, long seed, Clock clock, PrintWriter out) {
        this.root = root;
        this.quick = quick;
        this.seed = seed;
        this.clock = clock;
        this.out = out;
    }

    /** Prints everything; whether what is promised was kept. */
    public boolean run() throws SQLException, IOException, InterruptedException {
        boolean rules = new SimulationBench(quick, seed, out).run();
        ServiceFigures.Scale scale = quick ? ServiceFigures.Scale.QUICK : ServiceFigures.Scale.FULL;
        boolean service = new ServiceFigures(root, scale, seed, clock, out).run();
        out.println(rules && service ? "Every target was met." : "A target was missed.");
        return rules && service;
    }
}
