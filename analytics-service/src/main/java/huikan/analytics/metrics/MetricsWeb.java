package huikan.analytics.metrics;

import huikan.service.request.CommonParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** How metrics are asked for: by the names of their parameters, and again only for what has changed. */
@Configuration(proxyBeanMethods = false)
class MetricsWeb {

    /** What every metric may be asked with. */
    @Bean
    CommonParameters commonParameters() {
        return new CommonParameters(Set.of("under", "basis", "asOf", "format", "lang"));
    }

    /** Who asks again with {@code If-None-Match} is told 304 while nothing has changed. */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> entityTags() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> tags =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter() {
                    @Override
                    protected boolean shouldNotFilter(HttpServletRequest request) {
                        // a stream has no end of which a tag could be made
                        return request.getRequestURI().endsWith("/stream");
                    }
                });
        tags.addUrlPatterns("/api/metrics/*");
        return tags;
    }
}
