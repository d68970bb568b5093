package huikan.gateway.account;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may log in.
 *
 * @param demo the demo directory's logins exist
 * @param adminSecret empty for no administrator
 * @param file empty for no further logins
 * @param tokenLife a token cannot be called back: keep it short
 */
@ConfigurationProperties("huikan.accounts")
record AccountSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue("") String adminSecret,
        @DefaultValue("") String file,
        @DefaultValue("30m") Duration tokenLife) {
    AccountSettings {
        Setting.between("huikan.accounts.token-life", Duration.ofMinutes(1), Duration.ofDays(1), tokenLife);
    }
}
