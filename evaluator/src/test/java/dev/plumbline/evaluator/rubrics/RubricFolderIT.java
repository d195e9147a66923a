package dev.plumbline.evaluator.rubrics;

import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.MutableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@TestProfile(ByHand.class)
class RubricFolderIT {
    @Inject
    RubricFolderStore folder;

    @Inject
    RubricStore rubrics;

    @Inject
    MutableClock clock;

    @Test
    void files_judgeFromTheStart_andAChangedOneIsANewVersion(@TempDir Path files) throws IOException {
        // given
        new Database().empty();
        clock.advance(Duration.ofMinutes(1));
        Path file = files.resolve("refunds.yaml");
        Files.writeString(file, RubricFileTest.REFUNDS);
        Files.writeString(files.resolve("notes.txt"), "no rubric");

        // when
        folder.take(files);
        folder.take(files);

        // then
        assertThat(rubrics.list("refunds")).hasSize(1);
        assertThat(rubrics.active()).extracting(one -> one.rubric().name()).containsExactly("helpful", "refunds");

        // and
        Files.writeString(file, RubricFileTest.REFUNDS.replace("30 days", "14 days"));
        folder.take(files);
        assertThat(rubrics.list("refunds"))
                .extracting(RubricStore.Version::version)
                .containsExactly(2, 1);
        assertThat(rubrics.list("refunds"))
                .extracting(RubricStore.Version::active)
                .containsExactly(true, false);

        // and a file that is wrong is named, with its field
        Files.writeString(file, RubricFileTest.REFUNDS.replace("question", "frage"));
        assertThatThrownBy(() -> folder.take(files))
                .hasMessageContaining("refunds.yaml: frage is no field of a rubric");
    }
}
