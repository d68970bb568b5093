package huikan.analytics.metrics;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Who asks again with {@code If-None-Match} is told 304 while nothing has changed. */
@Configuration(proxyBeanMethods = false)
class MetricsWeb {

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
