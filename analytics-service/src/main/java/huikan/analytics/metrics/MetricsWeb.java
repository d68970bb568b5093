package huikan.analytics.metrics;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How metrics are asked for: by the names of their parameters, and again only for what has changed. */
@Configuration(proxyBeanMethods = false)
class MetricsWeb {

    @Bean
    WebMvcConfigurer namesOfParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters())
                        .addPathPatterns("/api/metrics/*")
                        // which refuses in its own form
                        .excludePathPatterns("/api/metrics/odata");
            }
        };
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
