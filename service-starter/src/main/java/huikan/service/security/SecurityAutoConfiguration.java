package huikan.service.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemAutoConfiguration;
import huikan.service.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A resource server: every path needs a token of the one issuer, but health, metrics and what a service opens. */
@AutoConfiguration(before = OAuth2ResourceServerAutoConfiguration.class, after = ProblemAutoConfiguration.class)
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityAutoConfiguration {

    private static final String BEARER = "Bearer ";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /** With what {@link KnownTokens} remembers, a revoked key is believed for half a minute at most. */
    private static final Duration KEYS_HOLD = Duration.ofSeconds(25);

    private static final Duration KEYS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEYS_AHEAD = Duration.ofSeconds(10);

    @Bean
    SecurityFilterChain api(HttpSecurity http, SecuritySettings settings, ProblemWriter problems) {
        AuthenticationEntryPoint unauthenticated = (request, response, why) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(
                    HttpProblem.UNAUTHENTICATED.because("The token is missing, expired or not of this issuer."),
                    request,
                    response);
        };
        AccessDeniedHandler forbidden = (request, response, why) ->
                problems.write(HttpProblem.FORBIDDEN.because("The token does not allow this."), request, response);
        return http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                "/actuator/health/**", "/actuator/prometheus", "/actuator/info", "/error")
                        .permitAll()
                        .requestMatchers(settings.open().toArray(String[]::new))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .bearerTokenResolver(SecurityAutoConfiguration::token)
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // tokens travel in a header, never in a cookie: there is nothing to forge
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /**
     * What the header says behind "Bearer". Spring's own resolver matches each of its letters against a pattern; the decoder
     * refuses what is no token just as well.
     */
    private static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String token = header.substring(BEARER.length());
        return token.isBlank() ? null : token.strip();
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecuritySettings settings) {
        return new KnownTokens(
                NimbusJwtDecoder.withJwkSource(publicKeys(settings.jwkSetUri())).build(),
                tokenRules(settings.issuer()));
    }

    /**
     * Asked for again while they are used, so that a new key is known before it signs and a revoked one is soon believed no
     * more; for a key that is not known, at once. Without the issuer the last ones hold.
     */
    private static JWKSource<SecurityContext> publicKeys(String uri) {
        return JWKSourceBuilder.create(address(uri))
                .cache(KEYS_HOLD.toMillis(), KEYS_PATIENCE.toMillis())
                .refreshAheadCache(KEYS_AHEAD.toMillis(), false)
                // the gateway has refused what it does not know before it gets here
                .rateLimited(false)
                .outageTolerantForever()
                .build();
    }

    private static URL address(String uri) {
        try {
            return URI.create(uri).toURL();
        } catch (MalformedURLException checked) {
            throw new IllegalArgumentException("huikan.security.jwk-set-uri", checked);
        }
    }

    /** What a token must satisfy beside its signature. */
    public static OAuth2TokenValidator<Jwt> tokenRules(String issuer) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(issuer),
                SecurityAutoConfiguration::hasRole);
    }

    private static OAuth2TokenValidatorResult hasRole(Jwt token) {
        String role = token.getClaimAsString(Caller.ROLE);
        boolean known = role != null && ROLES.contains(role);
        boolean placed = Role.ADMIN.name().equals(role) || token.getClaimAsString(Caller.AGENCY) != null;
        return known && placed
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }

    private static final Set<String> ROLES =
            Set.copyOf(java.util.Arrays.stream(Role.values()).map(Enum::name).toList());

    /** The steps of the filters are of no interest, and each would be wrapped for each request. */
    @Bean
    SecurityObservationSettings withoutSteps() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callers(ObjectProvider<Predecessors> known) {
        Predecessors predecessors = known.getIfAvailable(() -> agency -> List.of());
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument(predecessors));
            }
        };
    }
}
