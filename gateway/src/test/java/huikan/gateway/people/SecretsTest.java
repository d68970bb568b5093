package huikan.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

class SecretsTest {

    private final Secrets secrets = new Secrets(PasswordEncoderFactories.createDelegatingPasswordEncoder());

    @Test
    void a_secret_is_kept_as_argon2id_and_matches_itself_alone() {
        String encoded = secrets.encoded("correct horse");
        assertThat(encoded).startsWith("{argon2@SpringSecurity_v5_8}$argon2id$");
        assertThat(secrets.encoded("correct horse")).isNotEqualTo(encoded);
        assertThat(secrets.matches("correct horse", encoded)).isTrue();
        assertThat(secrets.matches("correct hors", encoded)).isFalse();
    }

    @Test
    void one_that_was_encoded_otherwise_matches_too() {
        assertThat(secrets.matches("s3cret", "{noop}s3cret")).isTrue();
        assertThat(secrets.matches("other", "{noop}s3cret")).isFalse();
    }

    @Test
    void nobody_has_no_secret() {
        assertThat(secrets.matches("", null)).isFalse();
        assertThat(secrets.matches("nobody's", null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "elevenchars, person, secret.length",
        "twelve chars, person, ",
        "A.Long.Login, a.long.login, secret.guessable",
        "my Huikan-Demo secret, person, secret.guessable"
    })
    void a_new_one_is_long_and_not_what_everybody_tries(String secret, String login, String code) {
        List<String> codes = Secrets.errors("/secret", secret, login).stream()
                .map(FieldError::code)
                .toList();
        assertThat(codes).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void a_new_one_has_an_end() {
        assertThat(Secrets.errors("/secret", "x".repeat(200), "person")).isEmpty();
        assertThat(Secrets.errors("/secret", "x".repeat(201), "person")).hasSize(1);
    }
}
