package huikan.testing;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Integration tests that extend this and ask for the same properties share one running service and one database. */
public abstract class OnInfrastructure {

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
    }
}
