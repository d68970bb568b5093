package huikan.gateway.oidc;

import huikan.service.start.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The outside issuer that logs people in.
 *
 * @param issuer what its tokens' {@code iss} says; empty for none
 * @param clientId what the issuer knows this suite by
 * @param clientSecret empty for a public client
 * @param scopes to ask for; {@code openid} is among them in any case
 * @param claim that names the person
 * @param audience whom its tokens at the API are meant for; empty for the client id
 * @param label what people call it, for the button
 * @param only nobody logs in by the form
 */
@ConfigurationProperties("huikan.oidc")
public record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("openid") List<String> scopes,
        @DefaultValue("sub") String claim,
        @DefaultValue("") String audience,
        @DefaultValue("SSO") String label,
        @DefaultValue("false") boolean only) {
    public OidcSettings {
        if (issuer.isEmpty()) {
            Setting.require(!only, "huikan.oidc.only", "false without an issuer", "true");
        } else {
            Setting.httpAddress("huikan.oidc.issuer", issuer);
            Setting.present("huikan.oidc.client-id", clientId);
            Setting.present("huikan.oidc.claim", claim);
            Setting.present("huikan.oidc.label", label);
        }
        Set<String> all = new LinkedHashSet<>(List.of("openid"));
        all.addAll(scopes);
        scopes = List.copyOf(all);
        audience = audience.isEmpty() ? clientId : audience;
    }

    /** Whether there is an outside issuer. */
    public boolean isOn() {
        return !issuer.isEmpty();
    }
}
