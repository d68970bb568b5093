package huikan.gateway.oidc;

import com.nimbusds.jose.KeySourceException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Sends people to the outside issuer, and makes sure of who comes back: authorization code with PKCE, state and nonce. */
@Service
@Conditional(OnOutsideIssuer.class)
public class OutsideLogins {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideLogins.class);

    private final Issuer issuer;
    private final Departures departures;
    private final OidcSettings settings;
    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final OidcAuthorizationCodeAuthenticationProvider provider;

    OutsideLogins(Issuer issuer, Departures departures, OidcSettings settings) {
        this.issuer = issuer;
        this.departures = departures;
        this.settings = settings;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(id -> issuer.registration());
        this.provider = new OidcAuthorizationCodeAuthenticationProvider(codes(issuer), users(issuer, settings));
        provider.setJwtDecoderFactory(registration -> {
            NimbusJwtDecoder decoder = issuer.signatures();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
            return decoder;
        });
    }

    private static RestClientAuthorizationCodeTokenResponseClient codes(Issuer issuer) {
        RestClientAuthorizationCodeTokenResponseClient codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(RestClient.builder()
                .requestFactory(issuer.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return codes;
    }

    /** The issuer is asked for more of the person only where the ID token does not have the claim. */
    private static OidcUserService users(Issuer issuer, OidcSettings settings) {
        RestTemplate asking = new RestTemplate(issuer.requests());
        asking.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService info = new DefaultOAuth2UserService();
        info.setRestOperations(asking);
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(info);
        users.setRetrieveUserInfo(request -> !request.getIdToken().hasClaim(settings.claim()));
        return users;
    }

    /**
     * Somebody who goes out.
     *
     * @param to the issuer's address
     * @param kept what the browser keeps, to come back with
     */
    public record Leaving(String to, String state, String kept) {}

    /**
     * Begins a login at the issuer.
     *
     * @param next the page to go on to
     * @throws huikan.service.problem.ProblemException ISSUER_AWAY
     */
    public Leaving leave(HttpServletRequest request, String next, String language) {
        OAuth2AuthorizationRequest out = Objects.requireNonNull(requests.resolve(request, "outside"));
        Departure departure = new Departure(
                Objects.requireNonNull(out.getState()),
                Objects.requireNonNull(out.getRedirectUri()),
                Objects.requireNonNull(out.getAttribute(OidcParameterNames.NONCE)),
                Objects.requireNonNull(out.getAttribute(PkceParameterNames.CODE_VERIFIER)),
                next,
                language);
        return new Leaving(out.getAuthorizationRequestUri(), departure.state(), departures.seal(departure));
    }

    /** Empty when this is not what the browser left with for this state, or it left too long ago. */
    public Optional<Departure> comeBack(String kept, String state) {
        return departures.open(kept, state);
    }

    /**
     * What the issuer calls who is back.
     *
     * @return empty when it is not sure of anybody
     * @throws huikan.service.problem.ProblemException ISSUER_AWAY
     */
    public Optional<String> subject(Departure departure, String code) {
        ClientRegistration registration = issuer.registration();
        OAuth2AuthorizationRequest out = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        String.valueOf(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(departure.redirect())
                .scopes(registration.getScopes())
                .state(departure.state())
                .attributes(attributes -> {
                    attributes.put(OidcParameterNames.NONCE, departure.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, departure.verifier());
                })
                .build();
        OAuth2AuthorizationResponse back = OAuth2AuthorizationResponse.success(code)
                .redirectUri(departure.redirect())
                .state(departure.state())
                .build();
        try {
            OAuth2LoginAuthenticationToken sure = (OAuth2LoginAuthenticationToken) provider.authenticate(
                    new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(out, back)));
            return sure != null && sure.getPrincipal() instanceof OidcUser user
                    ? Optional.ofNullable(user.getClaimAsString(settings.claim()))
                    : Optional.empty();
        } catch (OAuth2AuthenticationException refused) {
            if (isOutage(refused)) {
                throw Issuer.away();
            }
            LOG.warn("the outside issuer {} is not sure of who comes back: {}", settings.issuer(), refused.toString());
            return Optional.empty();
        }
    }

    private static boolean isOutage(OAuth2AuthenticationException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof KeySourceException) {
                return true;
            }
        }
        return List.of("server_error", "temporarily_unavailable")
                .contains(thrown.getError().getErrorCode());
    }
}
