package dev.plumbline.ingest.otlp;

import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Accepted;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.project.KeyStore;
import dev.plumbline.ingest.project.LimitStore;
import dev.plumbline.ingest.retention.DiskStore;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What both transports do with a whole message: whose is it, inflate it, hand it to the pipeline, judge the outcome. */
@Singleton
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final IngestPipeline pipeline;
    private final KeyStore keys;
    private final DiskStore disk;
    private final OtlpConfig config;

    Intake(IngestPipeline pipeline, KeyStore keys, DiskStore disk, OtlpConfig config) {
        this.pipeline = pipeline;
        this.disk = disk;
        this.keys = keys;
        this.config = config;
    }

    /**
     * @param key as sent; null when none was
     * @param compressed whether the body is gzip
     * @param at {@link System#nanoTime} of its last byte
     */
    record Arrival(
            Signal signal, Encoding encoding, @Nullable String key, boolean compressed, byte[] body, long at) {}

    /** Blocks until the message is stored or refused; never throws. */
    Verdict take(Arrival arrival, Admission.Share share) {
        if (System.nanoTime() - arrival.at() > config.maxWait().toNanos()) {
            return overloaded("the message waited too long for a worker");
        }
        Optional<String> full = disk.full();
        if (full.isPresent()) {
            return overloaded(full.get());
        }
        try {
            OptionalInt project = project(arrival.key());
            if (project.isEmpty()) {
                return Verdict.refused(
                        Verdict.Kind.UNAUTHENTICATED,
                        arrival.key() == null
                                ? "an ingest key is needed: header x-plumbline-key"
                                : "unknown or revoked ingest key");
            }
            byte[] message = arrival.compressed()
                    ? Gunzip.inflate(arrival.body(), config.maxMessageBytes(), share::grow)
                    : arrival.body();
            if (!share.decode(message.length, config.maxWait())) {
                return overloaded("too many bytes are being decoded");
            }
            Accepted accepted = pass(arrival, project.getAsInt(), message);
            return new Verdict(Verdict.Kind.TAKEN, accepted.rejected(), accepted.reasons());
        } catch (Gunzip.NoRoomException e) {
            return overloaded("too many bytes in flight");
        } catch (Gunzip.TooLargeException e) {
            return Verdict.refused(Verdict.Kind.TOO_LARGE, "the message is " + e.getMessage());
        } catch (IOException e) {
            return Verdict.refused(Verdict.Kind.BAD_DATA, "not gzip: " + e.getMessage());
        } catch (BadPayloadException e) {
            return Verdict.refused(Verdict.Kind.BAD_DATA, String.valueOf(e.getMessage()));
        } catch (LimitStore.OverLimitException e) {
            return overloaded(String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            // Whatever went wrong here is ours: the sender keeps its data and comes again.
            LOG.warnf("a message was not stored: %s", e);
            return overloaded("the store is not available");
        }
    }

    private Accepted pass(Arrival arrival, int project, byte[] message)
            throws BadPayloadException, LimitStore.OverLimitException, SQLException {
        return switch (arrival.signal()) {
            case TRACES -> pipeline.traces(project, arrival.encoding(), message);
            case LOGS -> pipeline.logs(project, arrival.encoding(), message);
            case METRICS -> pipeline.metrics(project, arrival.encoding(), message);
        };
    }

    private OptionalInt project(@Nullable String key) {
        if (key != null) {
            return keys.project(key);
        }
        return config.open() ? OptionalInt.of(KeyStore.DEFAULT_PROJECT) : OptionalInt.empty();
    }

    static Verdict overloaded(String reason) {
        return new Verdict(Verdict.Kind.OVERLOADED, 0, List.of(reason));
    }
}
