package huikan.gateway.account;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import huikan.gateway.key.SigningKeys;
import huikan.service.security.Caller;
import huikan.service.security.KnownTokens;
import huikan.service.security.SecurityAutoConfiguration;
import huikan.service.security.SecuritySettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** The token endpoint, {@code /oauth2/token}. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    private static final OAuth2ErrorHttpMessageConverter ERRORS = new OAuth2ErrorHttpMessageConverter();

    @Bean
    @Order(1)
    SecurityFilterChain tokens(HttpSecurity http) {
        http.oauth2AuthorizationServer(server -> {
            server.clientAuthentication(clients -> clients.errorResponseHandler(TokenConfiguration::refuse));
            http.securityMatcher(server.getEndpointsMatcher());
        });
        return http.authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(TokenConfiguration::refuse))
                .build();
    }

    /** As RFC 6749 says it, section 5.2: also who names no client is told so. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String code = why instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_CLIENT;
        ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
        if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            answer.setStatusCode(HttpStatus.UNAUTHORIZED);
            answer.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic");
        } else {
            answer.setStatusCode(HttpStatus.BAD_REQUEST);
        }
        answer.getHeaders().setCacheControl(CacheControl.noStore());
        ERRORS.write(new OAuth2Error(code), MediaType.APPLICATION_JSON, answer);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SecuritySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new NoMemoryOfTokens();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.all());
    }

    /** Of all the keys that are known, one signs. */
    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new NimbusJwtEncoder((selector, context) -> selector.select(new JWKSet(keys.forTokens())));
    }

    /** The gateway reads its own tokens with its own keys. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, SecuritySettings settings) {
        return new KnownTokens(
                NimbusJwtDecoder.withJwkSource(keys).build(), SecurityAutoConfiguration.tokenRules(settings.issuer()));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> callerClaims(Accounts accounts) {
        return context -> accounts.find(context.getRegisteredClient().getClientId())
                .ifPresent(account -> {
                    context.getClaims().claim(Caller.ROLE, account.role().name());
                    if (account.agency() != null) {
                        context.getClaims().claim(Caller.AGENCY, account.agency());
                    }
                });
    }
}
