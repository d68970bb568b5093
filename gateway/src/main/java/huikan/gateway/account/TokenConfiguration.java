package huikan.gateway.account;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import huikan.gateway.key.SigningKeys;
import huikan.service.security.Caller;
import huikan.service.security.KnownTokens;
import huikan.service.security.SecurityAutoConfiguration;
import huikan.service.security.SecuritySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
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

    @Bean
    @Order(1)
    SecurityFilterChain tokens(HttpSecurity http) {
        http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()));
        return http.authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                .build();
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
