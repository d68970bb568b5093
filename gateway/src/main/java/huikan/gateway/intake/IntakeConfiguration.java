package huikan.gateway.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    Backlog backlog(IntakeSettings settings) {
        return new Backlog(settings.oldestBacklog());
    }
}
