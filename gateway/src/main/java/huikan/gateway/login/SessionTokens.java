package huikan.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huikan.gateway.people.Person;
import huikan.gateway.session.SessionSettings;
import huikan.service.security.Caller;
import huikan.service.security.SecuritySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/**
 * The token that the requests of a session, or of somebody with a token of the outside issuer, carry behind the gateway: with the claims of a client's token, and good for
 * minutes. One serves until shortly before its end, or until the person has another role or agency.
 */
@Component
class SessionTokens {

    private static final Duration BEFORE_END = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtEncoder encoder;
    private final String issuer;
    private final Duration life;
    private final Cache<String, Minted> minted;

    SessionTokens(JwtEncoder encoder, SecuritySettings security, SessionSettings settings) {
        this.encoder = encoder;
        this.issuer = security.issuer();
        this.life = settings.tokenLife();
        this.minted =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(life).build();
    }

    private record Minted(Person person, String token, Instant until) {
        boolean serves(Person now, Instant at) {
            return person.role() == now.role()
                    && String.valueOf(person.agency()).equals(String.valueOf(now.agency()))
                    && at.isBefore(until);
        }
    }

    String token(LoggedIn.Known known) {
        return token(known.session().key(), known.person());
    }

    /** Of somebody who comes with a token of the outside issuer. */
    String token(Person person) {
        return token("login " + person.login(), person);
    }

    private String token(String key, Person person) {
        Minted one = minted.getIfPresent(key);
        // who reads it goes by the machine's clock, as with the tokens of clients, wherever the suite's own is
        Instant now = Instant.now();
        if (one == null || !one.serves(person, now)) {
            one = mint(person, now);
            minted.put(key, one);
        }
        return one.token();
    }

    private Minted mint(Person person, Instant now) {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject(person.login())
                .audience(List.of(person.login()))
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(life))
                .claim(Caller.ROLE, person.role().name());
        if (person.agency() != null) {
            claims.claim(Caller.AGENCY, person.agency());
        }
        String token = encoder.encode(JwtEncoderParameters.from(claims.build())).getTokenValue();
        return new Minted(person, token, now.plus(life).minus(BEFORE_END));
    }
}
