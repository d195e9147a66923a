package dev.plumbline.standalone.place;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {
    @TempDir
    Path directory;

    private Place place;

    @BeforeEach
    void place() {
        place = new Place(directory, directory.resolve("data"));
    }

    @Test
    void firstStart_makesThem_forThisUserAlone_andLaterStartsReadThem() throws Exception {
        Secrets first = Secrets.of(place);

        assertThat(Secrets.of(place)).isEqualTo(first);
        assertThat(first.identity()).hasSize(43).isNotEqualTo(first.roles());
        assertThat(first.roles()).isNotEqualTo(first.superuser());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.secrets())))
                .isEqualTo("rw-------");
    }

    @Test
    void lostSecrets_ofExistingData_areNotReplaced() throws Exception {
        Files.createDirectories(place.data().resolve("postgres"));
        Files.writeString(place.data().resolve("postgres/PG_VERSION"), "18\n");

        assertThatThrownBy(() -> Secrets.of(place))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secrets.properties is missing");
        assertThat(place.secrets()).doesNotExist();
    }

    @Test
    void missingValue_isNamed() throws Exception {
        Files.createDirectories(place.data());
        Files.writeString(place.secrets(), "identity=a\npostgres.superuser=b\n");

        assertThatThrownBy(() -> Secrets.of(place)).hasMessageContaining("postgres.roles");
    }

    @Test
    void text_showsNone() {
        assertThat(Secrets.of(place).toString()).isEqualTo("Secrets[not shown]");
    }
}
