package huikan.gateway.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import huikan.service.problem.ProblemException;
import huikan.service.security.SecuritySettings;
import huikan.service.start.Setting;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * What the outside issuer tells of itself, and its keys. It is asked with the first use, so that the gateway starts without
 * it, and what it told holds until the gateway is started again.
 */
@Component
@Conditional(OnOutsideIssuer.class)
class Issuer {

    static final String COMES_BACK = "/login/oidc/back";

    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Whoever asks in this time after a failure is told so at once: a stranger's tokens must not hold many requests. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration KEYS_HOLD = Duration.ofMinutes(5);
    /** Anybody can send a token that names an unknown key: the issuer is not asked for each. */
    private static final Duration KEYS_PAUSE = Duration.ofSeconds(10);

    private static final Duration WITHOUT_ISSUER = Duration.ofHours(1);
    private static final int LARGEST_KEYS = 1 << 18;

    private final OidcSettings settings;
    private final ClientHttpRequestFactory requests;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private Instant notBefore = Instant.MIN;

    private record Known(ClientRegistration registration, JWKSource<SecurityContext> keys) {}

    Issuer(OidcSettings settings, SecuritySettings own) {
        Setting.require(
                !settings.issuer().equals(own.issuer()),
                "huikan.oidc.issuer",
                "another issuer than this suite's own",
                settings.issuer());
        this.settings = settings;
        JdkClientHttpRequestFactory impatient = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        impatient.setReadTimeout(PATIENCE);
        this.requests = impatient;
    }

    /** For requests to it: none waits for long. */
    ClientHttpRequestFactory requests() {
        return requests;
    }

    /** Verifies with its keys, by every algorithm of public keys: which one holds, the key says. */
    NimbusJwtDecoder signatures() {
        return NimbusJwtDecoder.withJwkSource(this::keys)
                .jwsAlgorithms(algorithms -> algorithms.addAll(Set.of(SignatureAlgorithm.values())))
                .build();
    }

    /** @throws ProblemException ISSUER_AWAY */
    ClientRegistration registration() {
        return known().registration();
    }

    private List<JWK> keys(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> keys;
        try {
            keys = known().keys();
        } catch (ProblemException away) {
            throw new KeySourceException(away.getMessage(), away);
        }
        return keys.get(selector, context);
    }

    private Known known() {
        Known told = known;
        if (told != null) {
            return told;
        }
        asking.lock();
        try {
            told = known;
            if (told == null) {
                told = ask();
                known = told;
            }
            return told;
        } finally {
            asking.unlock();
        }
    }

    private Known ask() {
        if (Instant.now().isBefore(notBefore)) {
            throw away();
        }
        try {
            Map<String, Object> metadata = RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .get()
                    .uri(URI.create(settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(METADATA);
            return read(metadata == null ? Map.of() : metadata);
        } catch (RestClientException | IllegalArgumentException | MalformedURLException failed) {
            notBefore = Instant.now().plus(PAUSE);
            LOG.warn("the outside issuer {} does not tell of itself: {}", settings.issuer(), failed.toString());
            throw away();
        }
    }

    static ProblemException away() {
        return OidcProblem.ISSUER_AWAY
                .because("The outside issuer cannot be reached, or does not answer as it has to.")
                .retryAfter(PAUSE);
    }

    private Known read(Map<String, Object> metadata) throws MalformedURLException {
        if (!settings.issuer().equals(metadata.get("issuer"))) {
            throw new IllegalArgumentException("it calls itself " + metadata.get("issuer"));
        }
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(metadata)
                .registrationId("outside")
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .redirectUri("{baseUrl}" + COMES_BACK)
                .scope(settings.scopes())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        if (settings.clientSecret().isEmpty()) {
            registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        ClientRegistration built = registration.build();
        URL keys = URI.create(String.valueOf(built.getProviderDetails().getJwkSetUri()))
                .toURL();
        int patience = Math.toIntExact(PATIENCE.toMillis());
        return new Known(
                built,
                JWKSourceBuilder.create(keys, new DefaultResourceRetriever(patience, patience, LARGEST_KEYS))
                        .cache(KEYS_HOLD.toMillis(), 2 * PATIENCE.toMillis())
                        .refreshAheadCache(false)
                        .rateLimited(KEYS_PAUSE.toMillis())
                        .outageTolerant(WITHOUT_ISSUER.toMillis())
                        .build());
    }
}
