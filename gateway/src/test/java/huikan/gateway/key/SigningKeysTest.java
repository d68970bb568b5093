package huikan.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir
    Path folder;

    private SigningKeys keys() {
        return new SigningKeys(new KeySettings(folder.resolve("sub/keys.json")), Clock.systemUTC());
    }

    @Test
    void keys_outlive_a_restart_and_are_the_owners_only() throws Exception {
        SigningKeys first = keys();
        assertThat(keys().all().toString(false)).isEqualTo(first.all().toString(false));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("sub/keys.json"))))
                .isEqualTo("rw-------");
        assertThat(Files.list(folder.resolve("sub"))).hasSize(1);
    }

    @Test
    void two_gateways_that_start_at_once_have_the_same_keys() throws Exception {
        try (ExecutorService gateways = Executors.newFixedThreadPool(2)) {
            Future<SigningKeys> one = gateways.submit(this::keys);
            Future<SigningKeys> other = gateways.submit(this::keys);
            assertThat(one.get().all().toString(false))
                    .isEqualTo(other.get().all().toString(false));
        }
    }

    @Test
    void a_broken_key_file_is_told_by_name() throws Exception {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/keys.json"), "nonsense");
        assertThatThrownBy(this::keys).hasMessageContaining("keys.json");
    }
}
