package huikan.gateway.oidc;

import com.nimbusds.jwt.SignedJWT;
import huikan.service.security.KnownTokens;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.stereotype.Component;

/** Reads access tokens of the outside issuer. */
@Component
@Conditional(OnOutsideIssuer.class)
public final class OutsideTokens {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final OidcSettings settings;
    private final KnownTokens tokens;

    OutsideTokens(OidcSettings settings, Issuer issuer) {
        this.settings = settings;
        OAuth2TokenValidator<Jwt> rules = new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(settings.issuer()),
                new JwtAudienceValidator(settings.audience()),
                this::isOfPersonForApi);
        this.tokens = new KnownTokens(issuer.signatures(), rules);
    }

    /** An ID token says who has logged in, and has the nonce that was asked for. It is no leave to call anything. */
    private OAuth2TokenValidatorResult isOfPersonForApi(Jwt token) {
        boolean fits = token.getExpiresAt() != null
                && token.getClaims().get(settings.claim()) instanceof String
                && !token.hasClaim("nonce");
        return fits
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }

    /**
     * Whom a token names.
     *
     * @return empty when it is not the outside issuer's, or must not be taken
     * @throws huikan.service.problem.ProblemException ISSUER_AWAY when that cannot be told
     */
    public Optional<String> subject(String token) {
        if (!isOfIssuer(token)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(tokens.decode(token).getClaimAsString(settings.claim()));
        } catch (BadJwtException refused) {
            return Optional.empty();
        } catch (JwtException unchecked) {
            throw Issuer.away();
        }
    }

    private boolean isOfIssuer(String token) {
        try {
            return settings.issuer()
                    .equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException unreadable) {
            return false;
        }
    }
}
