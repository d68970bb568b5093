package huikan.submission.register;

import com.mongodb.client.MongoDatabase;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a kind changes: by another version, with which later cycles are issued. */
@Configuration(proxyBeanMethods = false)
class RegisterKindVersions {

    @Bean
    static VersionStore<RegisterKind> storedRegisterKinds(MongoDatabase database) {
        return new VersionStore<>(database, "registerKinds", RegisterKind.class);
    }

    @Bean
    static Versions<RegisterKind> versionsOfRegisterKinds(
            VersionStore<RegisterKind> stored, RegisterKinds kinds, RegisterKindAdmission admission, Clock clock) {
        return new Versions<>(
                stored,
                new Versions.Kind<>(
                        "register kind",
                        100,
                        RegisterProblem.UNKNOWN,
                        RegisterProblem.ADMIN_ONLY,
                        RegisterProblem.KINDS_FULL,
                        kinds::shipped,
                        admission::refuse),
                clock);
    }
}
