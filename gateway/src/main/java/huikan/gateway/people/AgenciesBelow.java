package huikan.gateway.people;

import huikan.gateway.Services;
import huikan.service.problem.HttpProblem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Who is below whom: the gateway does not know it, and asks submission-service each time, as the caller. */
@Component
class AgenciesBelow {

    private static final Logger LOG = LoggerFactory.getLogger(AgenciesBelow.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RestClient agencies;

    AgenciesBelow(RestClient.Builder clients, Services services) {
        JdkClientHttpRequestFactory impatient = new JdkClientHttpRequestFactory();
        impatient.setReadTimeout(PATIENCE);
        this.agencies = clients.requestFactory(impatient)
                .baseUrl(services.address("submission-service"))
                .build();
    }

    /**
     * @param code null when the caller has none
     * @param authorization of the caller
     * @throws huikan.service.problem.ProblemException 404 when the caller may not know of the agency, 503 while
     *     submission-service cannot be asked
     */
    void requireVisible(@Nullable String code, String authorization) {
        if (code == null) {
            throw PeopleProblem.AGENCY_UNKNOWN.because("You act for no agency; name one that you may see.");
        }
        try {
            agencies.get()
                    .uri("/api/agencies/{code}", code)
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .retrieve()
                    .toBodilessEntity();
        } catch (HttpClientErrorException refused) {
            throw PeopleProblem.AGENCY_UNKNOWN.because("There is no agency " + code + " that you may see.");
        } catch (RestClientException away) {
            LOG.debug("whether {} may be seen is not known: {}", code, away.getMessage());
            throw HttpProblem.UNAVAILABLE
                    .because("Which agencies are below yours cannot be asked at the moment.")
                    .retryAfter(PATIENCE);
        }
    }
}
