package huikan.gateway.console;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Serves the console under {@code /}: its files, and its one page for every address that its router knows. Nothing in them is
 * secret, so they need no login; what they ask for does.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
class ConsolePages {

    private static final Logger LOG = LoggerFactory.getLogger(ConsolePages.class);
    private static final String PAGE = "index.html";

    /** Scripts and styles are files of the console; nothing is written into its pages, and no other host is asked. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                    + "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** What is no page of the console, whatever its router would make of it. */
    private static boolean isElsewhere(String path) {
        return path.startsWith("/api/")
                || path.equals("/api")
                || path.startsWith("/oauth2/")
                || path.startsWith("/.well-known/")
                || path.startsWith("/actuator")
                || path.startsWith("/login")
                || path.startsWith("/problems/")
                || path.equals("/error");
    }

    @Bean
    @Order(0)
    SecurityFilterChain console(HttpSecurity http) {
        RequestMatcher pages = // decoded, as the controllers' paths are: /%61pi is /api
                request -> request.getMethod().equals("GET") && !isElsewhere(request.getServletPath());
        return http.securityMatcher(pages)
                .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        // each kind of file says how long it holds
                        .cacheControl(cache -> cache.disable()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    WebMvcConfigurer consoleFiles(ConsoleSettings settings) {
        Path folder = Path.of(settings.folder()).toAbsolutePath();
        if (settings.folder().isEmpty() || !Files.exists(folder.resolve(PAGE))) {
            LOG.info("there is no console here");
            return new WebMvcConfigurer() {};
        }
        String files = folder.toUri().toString();
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                // no resolver is asked for an empty path
                registry.addViewController("/").setViewName("forward:/" + PAGE);
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // their names change with what is in them
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations(files + "assets/")
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        // what a newer build took away is not remembered
                        .resourceChain(false)
                        .addResolver(new EncodedResourceResolver())
                        .addResolver(new PathResourceResolver());
                registry.addResourceHandler("/**")
                        .addResourceLocations(files)
                        .setCacheControl(CacheControl.noCache())
                        // nothing is remembered: it depends on who asks
                        .resourceChain(false)
                        .addResolver(new EncodedResourceResolver())
                        .addResolver(new PageOfEveryAddress());
            }
        };
    }

    /**
     * A file where there is one; else, for a browser that opens an address, the console's page, whose router knows the address or
     * says that there is no such page. A client of the API is told that there is nothing.
     */
    private static final class PageOfEveryAddress extends PathResourceResolver {

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            Resource file = super.resolveResourceInternal(request, path, locations, chain);
            return file != null || isElsewhere("/" + path) || !isBrowser(request)
                    ? file
                    : super.resolveResourceInternal(request, PAGE, locations, chain);
        }

        private static boolean isBrowser(@Nullable HttpServletRequest request) {
            String accepted = request == null ? null : request.getHeader(HttpHeaders.ACCEPT);
            return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
        }
    }
}
