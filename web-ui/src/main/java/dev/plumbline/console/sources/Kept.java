package dev.plumbline.console.sources;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What trace-ingest answers, as far as the screens show it. */
final class Kept {
    private Kept() {}

    record Keys(List<Key> items) {}

    /** @param ends when it ends or ended; null while it is good */
    record Key(String id, String createdAt, @Nullable String ends) {}

    /** A key's text, which nobody has a second time. */
    record Made(String key) {
        /** An owner that answers without it has not been understood. */
        Made {
            Objects.requireNonNull(key, "key");
        }
    }

    record Projects(List<Project> items) {}

    /** @param spansPerSecond null where there is no limit */
    record Project(int id, String name, @Nullable Integer spansPerSecond, int retentionDays) {}

    record Minutes(List<Minute> items) {}

    record Minute(
            String minute,
            String signal,
            long received,
            Stored kept,
            long rejected,
            long dropped,
            Map<String, Long> reasons) {}

    record Stored(long stored, long duplicate) {}

    record Letters(List<Letter> items) {}

    record Letter(long id, String receivedAt, String signal, String encoding, int items, String reasons, int bytes) {}

    record Replayed(long rejected, List<String> reasons) {}
}
