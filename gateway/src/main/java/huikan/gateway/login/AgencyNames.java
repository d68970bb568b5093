package huikan.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huikan.gateway.Services;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** What agencies are called, from submission-service; their codes, while it cannot be asked. */
@Component
class AgencyNames {

    private static final Logger LOG = LoggerFactory.getLogger(AgencyNames.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final RestClient agencies;
    private final Cache<String, Agency> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    AgencyNames(RestClient.Builder clients, Services services) {
        JdkClientHttpRequestFactory impatient = new JdkClientHttpRequestFactory();
        impatient.setReadTimeout(PATIENCE);
        this.agencies = clients.requestFactory(impatient)
                .baseUrl(services.address("submission-service"))
                .build();
    }

    /**
     * An agency.
     *
     * @param name its code when nothing else is known
     * @param level null when it is not known
     */
    record Agency(String code, String name, @Nullable String level) {}

    /** @param authorization of a caller who may see it */
    Agency of(String code, String authorization) {
        Agency agency = known.getIfPresent(code);
        if (agency != null) {
            return agency;
        }
        try {
            JsonNode named = agencies.get()
                    .uri("/api/agencies/{code}", code)
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .retrieve()
                    .body(JsonNode.class);
            if (named != null) {
                agency = new Agency(
                        code,
                        named.path("name").asString(code),
                        named.path("level").asString(null));
                known.put(code, agency);
                return agency;
            }
        } catch (RestClientException unknown) {
            LOG.debug("what {} is called is not known: {}", code, unknown.getMessage());
        }
        return new Agency(code, code, null);
    }
}
