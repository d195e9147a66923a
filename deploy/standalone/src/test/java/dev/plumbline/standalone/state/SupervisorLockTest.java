package dev.plumbline.standalone.state;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorLockTest {
    @TempDir
    Path run;

    @Test
    void secondSupervisor_doesNotGetTheLock_untilTheFirstLetsGo() {
        SupervisorLock first = SupervisorLock.take(run).orElseThrow();
        assertThat(SupervisorLock.take(run)).isEmpty();

        first.close();

        assertThat(SupervisorLock.take(run)).hasValueSatisfying(SupervisorLock::close);
    }
}
