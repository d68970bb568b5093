package huikan.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class KeysTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    static final List<KeyType> KINDS = List.of(KeyLife.TOKENS, KeyLife.RECEIPTS);

    @TempDir
    Path folder;

    private final List<String> console = new ArrayList<>();
    private KeyFile file;

    @BeforeEach
    void first_pair() {
        file = new KeyFile(folder.resolve("keys.json"));
        file.replace(new JWKSet(KeyLife.newPair(MONDAY)));
    }

    private Keys at(Instant now) {
        return new Keys(file, Clock.fixed(now, ZoneOffset.UTC), console::add);
    }

    private static JWK signing(List<JWK> keys, KeyType kind, Instant now) {
        return KeyLife.signing(keys, kind, now).orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void a_new_key_signs_from_its_time_on_and_not_before(KeyType kind) {
        List<JWK> old = KeyLife.newPair(MONDAY);
        List<JWK> young = KeyLife.newPair(MONDAY.plusSeconds(60));
        List<JWK> both = Stream.concat(old.stream(), young.stream()).toList();
        assertThat(old).contains(signing(both, kind, MONDAY.plusSeconds(59)));
        assertThat(young).contains(signing(both, kind, MONDAY.plusSeconds(60)));
        assertThat(old).as("a clock that went back").contains(signing(both, kind, MONDAY.minusSeconds(1)));
    }

    @Test
    void after_a_rotation_old_keys_can_verify_and_no_longer_sign() throws Exception {
        List<JWK> old = file.read().getKeys();
        at(MONDAY.plusSeconds(600)).rotate(Duration.ZERO);
        List<JWK> keys = file.read().getKeys();
        assertThat(keys).hasSize(4);
        assertThat(keys.subList(0, 2))
                .isEqualTo(old.stream().map(JWK::toPublicJWK).toList());
        assertThat(keys.subList(2, 4)).allMatch(JWK::isPrivate);
        assertThat(console).filteredOn(line -> line.endsWith("  signs")).hasSize(2);
        assertThat(console).filteredOn(line -> line.endsWith("  verifies only")).hasSize(2);
    }

    @Test
    void keys_of_tokens_go_when_all_their_tokens_have_ended_keys_of_receipts_stay() throws Exception {
        at(MONDAY.plusSeconds(600)).rotate(Duration.ZERO);
        Instant later = MONDAY.plus(Duration.ofDays(2));
        at(later).rotate(Duration.ZERO);
        at(later.plus(Duration.ofDays(2))).rotate(Duration.ZERO);
        assertThat(file.read().getKeys())
                .filteredOn(key -> key.getKeyType().equals(KeyLife.RECEIPTS))
                .hasSize(4);
        assertThat(file.read().getKeys())
                .filteredOn(key -> key.getKeyType().equals(KeyLife.TOKENS))
                .as("the one that signs, and the one whose tokens may still be there")
                .hasSize(2);
    }

    @Test
    void a_revoked_key_is_gone_and_the_one_that_signs_stays() throws Exception {
        String old = signing(file.read().getKeys(), KeyLife.RECEIPTS, MONDAY).getKeyID();
        assertThatThrownBy(() -> at(MONDAY).revoke(old))
                .hasMessageContaining(old)
                .hasMessageContaining("rotate first");
        at(MONDAY.plusSeconds(600)).rotate(Duration.ZERO);
        at(MONDAY.plusSeconds(601)).revoke(old);
        assertThat(file.read().getKeyByKeyId(old)).isNull();
        assertThatThrownBy(() -> at(MONDAY).revoke(old)).hasMessageContaining("no key " + old);
    }

    @Test
    void two_do_not_change_the_file_at_once() throws Exception {
        file.alone(
                () -> assertThatThrownBy(() -> at(MONDAY).rotate(Duration.ZERO)).isInstanceOf(RuntimeException.class));
        assertThat(file.read().size()).isEqualTo(2);
    }
}
