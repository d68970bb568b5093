package huikan.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class KnownTokensTest {

    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicBoolean holds = new AtomicBoolean(true);
    private RSAKey key;
    private KnownTokens tokens;

    @BeforeEach
    void issuer() throws Exception {
        key = key();
        JWKSet published = new JWKSet(key.toPublicJWK());
        tokens = new KnownTokens(
                NimbusJwtDecoder.withJwkSource((selector, context) -> {
                            verifications.incrementAndGet();
                            return selector.select(published);
                        })
                        .build(),
                token -> holds.get()
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")));
    }

    private static RSAKey key() throws Exception {
        return new RSAKeyGenerator(2048).keyID("one").generate();
    }

    private static String token(RSAKey by) throws Exception {
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                new JWTClaimsSet.Builder().subject("210902-gov").build());
        signed.sign(new RSASSASigner(by));
        return signed.serialize();
    }

    @Test
    void the_signature_of_a_token_that_comes_again_is_not_verified_again() throws Exception {
        String token = token(key);
        assertThat(tokens.decode(token).getSubject()).isEqualTo("210902-gov");
        assertThat(tokens.decode(token).getSubject()).isEqualTo("210902-gov");
        assertThat(verifications).hasValue(1);
    }

    @Test
    void a_token_that_was_good_and_has_expired_meanwhile_is_refused() throws Exception {
        String token = token(key);
        tokens.decode(token);
        holds.set(false);
        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void a_forged_token_is_refused_however_often_it_comes_and_beside_a_good_one() throws Exception {
        String forged = token(key());
        tokens.decode(token(key));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.decode(forged)).isInstanceOf(BadJwtException.class);
        }
    }
}
