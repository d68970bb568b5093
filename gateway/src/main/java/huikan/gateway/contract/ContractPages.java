package huikan.gateway.contract;

import java.io.IOException;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /api/openapi.json}, made and compared by {@code ContractIT}, and {@code /api/docs}, which shows it; the events'
 * {@code /api/asyncapi.json}, made and compared by {@code EventSchemasTest}.
 */
@Configuration(proxyBeanMethods = false)
class ContractPages {

    @Bean
    RouterFunction<ServerResponse> contract() {
        ClassPathResource document = new ClassPathResource("contract/openapi.json");
        ClassPathResource events = new ClassPathResource("contract/asyncapi.json");
        ClassPathResource page = new ClassPathResource("contract/docs.html");
        return RouterFunctions.route()
                .GET(
                        "/api/openapi.json",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(document))
                .GET(
                        "/api/asyncapi.json",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(events))
                .GET(
                        "/api/docs",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .body(page))
                .build();
    }

    @Bean
    WebMvcConfigurer swaggerUi() throws IOException {
        Properties built = PropertiesLoaderUtils.loadProperties(
                new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
        String assets = "classpath:/META-INF/resources/webjars/swagger-ui/" + built.getProperty("version") + "/";
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/api/docs/assets/**").addResourceLocations(assets);
            }
        };
    }
}
