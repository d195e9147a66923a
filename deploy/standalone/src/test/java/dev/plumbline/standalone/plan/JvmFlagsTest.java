package dev.plumbline.standalone.plan;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JvmFlagsTest {
    private static final Path ARCHIVES = Path.of("/data/archives");

    @Test
    void java17_knowsNoArchiveOfItsOwnMaking() {
        assertThat(JvmFlags.of(PartName.WEB_UI, 17, ARCHIVES)).noneMatch(flag -> flag.contains("Archive"));
    }

    @Test
    void newerJava_archivesItsClasses_inAFilePerPart() {
        assertThat(JvmFlags.of(PartName.WEB_UI, 25, ARCHIVES))
                .contains("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=/data/archives/web-ui.jsa");
    }

    @Test
    void receivingScoringAndClustering_keepTheOptimisingCompiler() {
        assertThat(JvmFlags.of(PartName.TRACE_INGEST, 17, ARCHIVES)).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(JvmFlags.of(PartName.DRIFT_SERVICE, 17, ARCHIVES)).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(JvmFlags.of(PartName.ALERTING, 17, ARCHIVES)).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void everyJvm_hasAHeapWithALimit() {
        for (PartName part : PartName.values()) {
            if (part != PartName.POSTGRES) {
                assertThat(JvmFlags.of(part, 17, ARCHIVES)).anyMatch(flag -> flag.startsWith("-Xmx"));
            }
        }
        assertThatThrownBy(() -> JvmFlags.of(PartName.POSTGRES, 17, ARCHIVES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
