package huikan.service.watching;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureAfter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Traces: of records that are consumed, and named in responses. */
@AutoConfiguration
@AutoConfigureAfter(name = "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration")
@EnableConfigurationProperties(WatchingSettings.class)
public class WatchingAutoConfiguration {

    /** Right behind the filter that begins the trace of a request, before anything can refuse it. */
    private static final int BEHIND_THE_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    ConsumerTraces consumerTraces(ObjectProvider<OpenTelemetry> telemetry) {
        return new ConsumerTraces(telemetry.getIfAvailable(OpenTelemetry::noop).getTracer("huikan"));
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> traceNamed(WatchingSettings settings) {
        FilterRegistrationBean<OncePerRequestFilter> registration =
                new FilterRegistrationBean<>(new TraceNamed(settings));
        registration.setOrder(BEHIND_THE_OBSERVATION);
        return registration;
    }

    private static final class TraceNamed extends OncePerRequestFilter {

        private final WatchingSettings settings;

        TraceNamed(WatchingSettings settings) {
            this.settings = settings;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String trace = TraceParent.current();
            if (trace != null && (settings.edge() || request.getHeader(TraceParent.HEADER) == null)) {
                response.setHeader(TraceParent.HEADER, trace);
            }
            chain.doFilter(request, response);
        }
    }
}
