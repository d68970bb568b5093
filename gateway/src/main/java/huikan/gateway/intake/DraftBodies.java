package huikan.gateway.intake;

import huikan.gateway.Services;
import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.Problem;
import huikan.service.problem.ProblemException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drafts are kept by submission-service: it is asked each time, as the caller, and its refusals are told as they are. */
@Component
class DraftBodies {

    private static final Logger LOG = LoggerFactory.getLogger(DraftBodies.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final RestClient drafts;
    private final JsonMapper json;
    private final int largest;

    DraftBodies(RestClient.Builder clients, Services services, JsonMapper json, IntakeSettings settings) {
        JdkClientHttpRequestFactory impatient = new JdkClientHttpRequestFactory();
        impatient.setReadTimeout(PATIENCE);
        this.drafts = clients.requestFactory(impatient)
                .baseUrl(services.address("submission-service"))
                .build();
        this.json = json;
        this.largest = settings.largestFiling();
    }

    /**
     * @param body of a filing
     * @param key of this filing of this version
     * @param origin as who keeps the draft says
     */
    record DraftBody(String body, IdempotencyKey key, Origin origin) {}

    /**
     * @param ifMatch the version that was seen; null for whichever is there
     * @param authorization of the caller
     * @throws ProblemException as submission-service refuses it, or 503 while it cannot be asked
     */
    DraftBody read(String cycle, String agency, @Nullable String ifMatch, String authorization) {
        try {
            return drafts.get()
                    .uri("/api/drafts/{cycle}/{agency}/filing", cycle, agency)
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .headers(headers -> {
                        if (ifMatch != null) {
                            headers.set(HttpHeaders.IF_MATCH, ifMatch);
                        }
                    })
                    .exchangeForRequiredValue((request, response) -> read(response));
        } catch (RestClientException away) {
            LOG.warn("no draft can be read: {}", away.getMessage());
            throw unavailable();
        }
    }

    private DraftBody read(ClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(largest + 1);
        if (response.getStatusCode().is4xxClientError()) {
            throw refusal(body);
        }
        IdempotencyKey key = IdempotencyKey.of(response.getHeaders().getFirst("Idempotency-Key"));
        if (!response.getStatusCode().is2xxSuccessful() || key == null) {
            LOG.warn("no draft can be read: {}", response.getStatusCode());
            throw unavailable();
        }
        if (body.length > largest) {
            throw IntakeProblem.TOO_LARGE.because("A filing is at most " + largest + " bytes.");
        }
        return new DraftBody(
                new String(body, StandardCharsets.UTF_8),
                key,
                new Origin(
                        response.getHeaders().getFirst("Relayed-By"),
                        decoded(response.getHeaders().getFirst("Signed-Off-By"))));
    }

    /** A login of an outside issuer may be in any letters. */
    private static @Nullable String decoded(@Nullable String login) {
        return login == null ? null : URLDecoder.decode(login, StandardCharsets.UTF_8);
    }

    private ProblemException refusal(byte[] body) {
        try {
            JsonNode told = json.readTree(body);
            String type = told.path("type").asString("");
            Problem.Kind kind = new Problem.Kind(
                    type.substring(type.lastIndexOf('/') + 1),
                    told.path("status").asInt(),
                    told.path("title").asString(""));
            List<FieldError> errors = told.path("errors")
                    .valueStream()
                    .map(one -> new FieldError(
                            one.path("pointer").asString(""),
                            one.path("code").asString(""),
                            one.path("message").asString("")))
                    .toList();
            Problem problem = () -> kind;
            return problem.because(told.path("detail").asString(""), errors);
        } catch (JacksonException unreadable) {
            LOG.warn("no draft can be read: {}", unreadable.getMessage());
            return unavailable();
        }
    }

    private static ProblemException unavailable() {
        return HttpProblem.UNAVAILABLE
                .because("The draft cannot be read at the moment; nothing was filed.")
                .retryAfter(COME_AGAIN);
    }
}
