package huikan.gateway.key;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the signing keys are.
 *
 * @param file a JSON Web Key Set with the private parts, readable by the owner only; made when it is not there
 */
@ConfigurationProperties("huikan.keys")
record KeySettings(Path file) {}
