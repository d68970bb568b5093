package huikan.service.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies the signature of a token once in a few seconds and not with each request of a client that sends hundreds in
 * them. Whether it has expired is asked every time; a key that was revoked is believed for as long as this remembers.
 */
public final class KnownTokens implements JwtDecoder {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    /** About 3 KB each. */
    private static final int MOST = 1_000;

    private final JwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> rules;
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    /** @param signatures reads and verifies; it is given the rules, too, so that what breaks them is not remembered */
    public KnownTokens(NimbusJwtDecoder signatures, OAuth2TokenValidator<Jwt> rules) {
        signatures.setJwtValidator(rules);
        this.signatures = signatures;
        this.rules = rules;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known == null) {
            known = signatures.decode(token);
            verified.put(token, known);
            return known;
        }
        OAuth2TokenValidatorResult result = rules.validate(known);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token does not hold any more.", result.getErrors());
        }
        return known;
    }
}
