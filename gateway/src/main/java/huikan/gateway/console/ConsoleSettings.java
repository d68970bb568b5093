package huikan.gateway.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the console is.
 *
 * @param folder what {@code npm run build} made; empty, or not there, for no console
 */
@ConfigurationProperties("huikan.console")
record ConsoleSettings(@DefaultValue("") String folder) {}
