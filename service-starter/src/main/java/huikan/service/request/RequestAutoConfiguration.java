package huikan.service.request;

import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A request is asked with parameters that its path takes, and no others. */
@AutoConfiguration
public class RequestAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CommonParameters commonParameters(
            @Value("${spring.mvc.contentnegotiation.favor-parameter:false}") boolean isFormatAsked) {
        return new CommonParameters(isFormatAsked ? Set.of("format") : Set.of());
    }

    @Bean
    WebMvcConfigurer namesOfParameters(
            CommonParameters common,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> paths) {
        KnownParameters known = new KnownParameters(common.names(), paths::getObject);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(known).addPathPatterns("/api/**");
            }
        };
    }
}
