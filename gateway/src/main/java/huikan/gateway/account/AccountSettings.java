package huikan.gateway.account;

import huikan.service.start.Setting;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may log in.
 *
 * @param demo the demo directory's logins exist
 * @param adminSecret empty for no administrator
 * @param file empty for no further logins
 * @param clients programs that people log in with, without a secret of their own: {@code id=address} to come back to
 * @param tokenLife a token cannot be called back: keep it short
 */
@ConfigurationProperties("huikan.accounts")
record AccountSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue("") String adminSecret,
        @DefaultValue("") String file,
        @DefaultValue List<String> clients,
        @DefaultValue("30m") Duration tokenLife) {
    AccountSettings {
        clients.forEach(one -> Setting.require(
                one.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}=[a-z][a-z0-9+.-]*:.+"),
                "huikan.accounts.clients",
                "a list of id=address, separated by commas",
                one));
        Setting.between("huikan.accounts.token-life", Duration.ofMinutes(1), Duration.ofDays(1), tokenLife);
    }
}
