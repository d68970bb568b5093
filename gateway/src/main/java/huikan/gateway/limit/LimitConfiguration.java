package huikan.gateway.limit;

import huikan.gateway.limit.RateLimit.Answer;
import huikan.service.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the limits in front of the paths. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /** A secret costs time to check, so who asks too often is refused before that. */
    private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final int AFTER_SECURITY = 0;
    private static final String BASIC = "Basic ";

    @Bean
    FilingLimits filingLimits(LimitSettings settings) {
        return new FilingLimits(settings);
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> tokenLimit(LimitSettings settings, ProblemWriter problems) {
        RateLimit limit = new RateLimit("tokens", settings.tokens());
        return filter(
                new Limiting(limit, LimitConfiguration::whoTellsSecret, problems),
                BEFORE_SECURITY,
                "/api/metrics/odata/*",
                "/oauth2/*",
                "/login",
                "/login/oidc/*");
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> clientLimit(LimitSettings settings, ProblemWriter problems) {
        RateLimit limit = new RateLimit("requests", settings.requests());
        return filter(new Limiting(limit, request -> login(), problems), AFTER_SECURITY, "/api/*");
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> crowdLimit(LimitSettings settings, ProblemWriter problems) {
        return filter(new Crowd(settings, LimitConfiguration::client, problems), AFTER_SECURITY + 1, "/api/*");
    }

    private static FilterRegistrationBean<OncePerRequestFilter> filter(
            OncePerRequestFilter filter, int order, String... paths) {
        FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(paths);
        registration.setOrder(order);
        return registration;
    }

    /** Where a secret is one of several ways in, only who comes with one. */
    private static @Nullable String whoTellsSecret(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean isBasic = header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length());
        return isBasic || !request.getRequestURI().startsWith("/api/") ? request.getRemoteAddr() : null;
    }

    private static String client(HttpServletRequest request) {
        String login = login();
        return login == null ? request.getRemoteAddr() : login;
    }

    private static @Nullable String login() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known instanceof JwtAuthenticationToken ? known.getName() : null;
    }

    private static final class Limiting extends OncePerRequestFilter {

        private final RateLimit limit;
        private final Function<HttpServletRequest, @Nullable String> client;
        private final ProblemWriter problems;

        Limiting(RateLimit limit, Function<HttpServletRequest, @Nullable String> client, ProblemWriter problems) {
            this.limit = limit;
            this.client = client;
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String who = limit.isOff() ? null : client.apply(request);
            if (who == null) {
                chain.doFilter(request, response);
                return;
            }
            Answer answer = limit.take(who);
            response.setHeader("RateLimit-Policy", limit.policy());
            response.setHeader("RateLimit", limit.state(answer));
            if (answer.allowed()) {
                chain.doFilter(request, response);
                return;
            }
            problems.write(
                    LimitProblem.TOO_MANY_REQUESTS
                            .because("The limit of this gateway is " + limit.policy() + " for each client.")
                            .retryAfter(Duration.ofSeconds(RateLimit.seconds(answer.again()))),
                    request,
                    response);
        }
    }
}
