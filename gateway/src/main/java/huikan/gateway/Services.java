package huikan.gateway;

import huikan.service.start.Setting;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The services behind the gateway.
 *
 * @param services where each is, by its name: {@code http://host:port}
 */
@ConfigurationProperties("huikan")
public record Services(Map<String, String> services) {

    public Services {
        services.forEach((name, address) -> Setting.httpAddress("huikan.services." + name, address));
    }

    /** Where one is. */
    public String address(String name) {
        String address = services.get(name);
        Setting.require(address != null, "huikan.services." + name, "set", "missing");
        return String.valueOf(address);
    }
}
