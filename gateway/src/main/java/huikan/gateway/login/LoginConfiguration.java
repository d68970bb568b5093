package huikan.gateway.login;

import huikan.gateway.oidc.OidcSettings;
import huikan.gateway.oidc.OnOutsideIssuer;
import huikan.gateway.oidc.OutsideTokens;
import huikan.gateway.people.Logins;
import huikan.gateway.people.People;
import huikan.service.problem.ProblemWriter;
import huikan.service.security.SecuritySettings;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The login page, and the filter for the requests of a session. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

    /** Spring Security's filters have -100. */
    private static final int BEFORE_SECURITY = -105;

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    @Bean
    FilterRegistrationBean<SessionFilter> sessionFilter(
            LoggedIn loggedIn, SessionTokens tokens, ProblemWriter problems, SecuritySettings settings) {
        List<RequestMatcher> open = settings.open().stream()
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        FilterRegistrationBean<SessionFilter> registration =
                new FilterRegistrationBean<>(new SessionFilter(loggedIn, tokens, problems, new OrRequestMatcher(open)));
        registration.addUrlPatterns("/api/*", "/logout", "/oauth2/authorize");
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    @Bean
    @Conditional(OnOutsideIssuer.class)
    FilterRegistrationBean<OutsideTokenFilter> outsideTokenFilter(
            OutsideTokens outside, People people, SessionTokens tokens, ProblemWriter problems) {
        FilterRegistrationBean<OutsideTokenFilter> registration =
                new FilterRegistrationBean<>(new OutsideTokenFilter(outside, people, tokens, problems));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<FeedFilter> feedFilter(
            Logins logins,
            People people,
            SessionTokens tokens,
            OidcSettings oidc,
            ProblemWriter problems,
            Clock clock) {
        FilterRegistrationBean<FeedFilter> registration =
                new FilterRegistrationBean<>(new FeedFilter(logins, people, tokens, oidc, problems, clock));
        registration.addUrlPatterns(FeedFilter.PATH + "/*");
        // what it lets pass may have a session
        registration.setOrder(BEFORE_SECURITY - 1);
        return registration;
    }

    /** Who has no session yet proves by a cookie and a field of the form that the form is ours. */
    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http, LoginPage page) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("huikan-login");
        tokens.setCookiePath("/login");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return http.securityMatcher("/login", "/login/**")
                .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .exceptionHandling(handling -> handling.accessDeniedHandler(
                        (request, response, why) -> page.write(request, response, 403, LoginPage.Trouble.STALE)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    WebMvcConfigurer loginLooks() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/login/*.css")
                        .addResourceLocations("classpath:/login/")
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }
}
