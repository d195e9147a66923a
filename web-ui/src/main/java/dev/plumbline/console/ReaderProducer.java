package dev.plumbline.console;

import dev.plumbline.tracestore.BreakdownReader;
import dev.plumbline.tracestore.CostReader;
import dev.plumbline.tracestore.FingerprintReader;
import dev.plumbline.tracestore.RelatedReader;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.traffic.TrafficReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

/** The trace store's readers, on the console's read-only connections. */
@Singleton
class ReaderProducer {

    @Produces
    @Singleton
    TraceReader traces(DataSource database) {
        return new TraceReader(database);
    }

    @Produces
    @Singleton
    RequestReader requests(DataSource database) {
        return new RequestReader(database);
    }

    @Produces
    @Singleton
    RelatedReader related(DataSource database) {
        return new RelatedReader(database);
    }

    @Produces
    @Singleton
    FingerprintReader fingerprints(DataSource database) {
        return new FingerprintReader(database);
    }

    @Produces
    @Singleton
    CostReader costs(DataSource database) {
        return new CostReader(database);
    }

    @Produces
    @Singleton
    BreakdownReader breakdowns(DataSource database) {
        return new BreakdownReader(database);
    }

    @Produces
    @Singleton
    TrafficReader traffic(DataSource database) {
        return new TrafficReader(database);
    }
}
