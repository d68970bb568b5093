package huikan.review.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** A clock that is moved, and tokens that say who calls without a signature. */
@TestConfiguration(proxyBeanMethods = false)
public class Replacements {
    @Bean
    MovableClock clock() {
        return new MovableClock();
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
