package huikan.gateway.account;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import huikan.gateway.key.SigningKeys;
import huikan.service.security.Caller;
import huikan.service.security.KnownTokens;
import huikan.service.security.Role;
import huikan.service.security.SecurityAutoConfiguration;
import huikan.service.security.SecuritySettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
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
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.util.UriComponentsBuilder;

/** The token endpoint, {@code /oauth2/token}, and for people with a public client {@code /oauth2/authorize}. */
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
                .exceptionHandling(handling -> handling.authenticationEntryPoint(TokenConfiguration::sendToLogin))
                .addFilterAfter(TokenConfiguration::recognize, SecurityContextHolderFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Who comes by a session is the one who is logged in. */
    private static void recognize(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(Caller.class.getName()) instanceof Caller caller) {
            SecurityContextHolder.setContext(new SecurityContextImpl(new PersonAuthentication(caller)));
        }
        chain.doFilter(request, response);
    }

    private static void sendToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        if (!request.getRequestURI().equals("/oauth2/authorize")) {
            refuse(request, response, why);
            return;
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(
                HttpHeaders.LOCATION,
                UriComponentsBuilder.fromPath("/login")
                        .queryParam("next", "{next}")
                        .encode()
                        .buildAndExpand(request.getRequestURI() + "?" + request.getQueryString())
                        .toUriString());
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
        return context -> {
            if (context.getPrincipal() instanceof PersonAuthentication person) {
                claim(
                        context,
                        person.getPrincipal().role(),
                        person.getPrincipal().agency());
            } else {
                accounts.find(context.getRegisteredClient().getClientId())
                        .ifPresent(account -> claim(context, account.role(), account.agency()));
            }
        };
    }

    private static void claim(JwtEncodingContext context, Role role, @Nullable String agency) {
        context.getClaims().claim(Caller.ROLE, role.name());
        if (agency != null) {
            context.getClaims().claim(Caller.AGENCY, agency);
        }
    }
}
