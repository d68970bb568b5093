package huikan.gateway.session;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long people stay logged in.
 *
 * @param life from the login on
 * @param idle without a request
 * @param tokenLife of the token that a session's requests carry behind the gateway; longer than a minute
 */
@ConfigurationProperties("huikan.sessions")
public record SessionSettings(Duration life, Duration idle, Duration tokenLife) {

    private static final Duration SHORTEST = Duration.ofMinutes(2);

    public SessionSettings {
        Duration day = Duration.ofDays(1);
        Setting.between("huikan.sessions.life", SHORTEST, day, life);
        Setting.between("huikan.sessions.idle", SHORTEST, day, idle);
        Setting.between("huikan.sessions.token-life", SHORTEST, Duration.ofHours(1), tokenLife);
    }
}
