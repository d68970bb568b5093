package huikan.service.watching;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be seen from outside.
 *
 * @param edge this service answers the outside world: every response names its trace. Behind it only those do whose
 *     request named none
 */
@ConfigurationProperties("huikan.watching")
record WatchingSettings(@DefaultValue("false") boolean edge) {}
