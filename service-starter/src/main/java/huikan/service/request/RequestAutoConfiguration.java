package huikan.service.request;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A request is asked with parameters that its path takes, and no others. */
@AutoConfiguration
public class RequestAutoConfiguration {

    /** A service may have its own, with what each of its paths takes. */
    @Bean
    @ConditionalOnMissingBean
    KnownParameters knownParameters(
            @Value("${spring.mvc.contentnegotiation.favor-parameter:false}") boolean isFormatAsked) {
        return new KnownParameters(isFormatAsked ? List.of("format") : List.of());
    }

    @Bean
    WebMvcConfigurer namesOfParameters(KnownParameters known) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(known).addPathPatterns("/api/**");
            }
        };
    }
}
