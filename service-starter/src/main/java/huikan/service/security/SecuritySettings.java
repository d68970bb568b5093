package huikan.service.security;

import huikan.service.start.Setting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are taken.
 *
 * @param issuer the {@code iss} that a token must name
 * @param jwkSetUri where the issuer publishes its keys; fetched when first needed
 * @param open paths that need no token, beside health and metrics
 */
@ConfigurationProperties("huikan.security")
public record SecuritySettings(
        String issuer, String jwkSetUri, @DefaultValue List<String> open) {
    public SecuritySettings {
        Setting.httpAddress("huikan.security.issuer", issuer);
        Setting.httpAddress("huikan.security.jwk-set-uri", jwkSetUri);
    }
}
