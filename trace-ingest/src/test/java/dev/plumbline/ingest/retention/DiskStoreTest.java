package dev.plumbline.ingest.retention;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiskStoreTest {
    @TempDir
    Path disk;

    private final AtomicLong minFree = new AtomicLong();

    private RetentionConfig config() {
        return (RetentionConfig) Proxy.newProxyInstance(
                RetentionConfig.class.getClassLoader(),
                new Class<?>[] {RetentionConfig.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "diskPath" -> Optional.of(disk.toString());
                    case "minFreeBytes" -> minFree.get();
                    case "maxDatabaseBytes" -> Optional.empty();
                    default -> throw new AssertionError(method);
                });
    }

    private static DataSource none() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("the database is not asked");
                });
    }

    @Test
    void lessRoomThanMustStayFree_isFullUntilThereIsRoomAgain() throws Exception {
        DiskStore guard = new DiskStore(none(), config());

        minFree.set(1);
        guard.look();
        assertThat(guard.full()).isEmpty();

        minFree.set(Long.MAX_VALUE);
        guard.look();
        assertThat(guard.full()).hasValueSatisfying(reason -> assertThat(reason).contains("bytes left"));

        minFree.set(1);
        guard.look();
        assertThat(guard.full()).isEmpty();
    }
}
