package huikan.review.testing;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** A clock that is moved, and tokens that say who calls without a signature. */
@TestConfiguration(proxyBeanMethods = false)
public class Replacements {
    @Bean
    MovableClock clock(@Value("${huikan.clock.ahead}") Duration ahead) {
        MovableClock clock = new MovableClock();
        clock.moveTo(clock.instant().plus(ahead));
        return clock;
    }

    @Bean
    JwtDecoder jwtDecoder() {
        return token -> {
            String[] words = token.split("/");
            Jwt.Builder jwt = Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(words[0])
                    .claim("role", words[2]);
            return words[1].isEmpty()
                    ? jwt.build()
                    : jwt.claim("agency", words[1]).build();
        };
    }
}
