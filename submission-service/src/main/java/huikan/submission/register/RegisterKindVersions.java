package huikan.submission.register;

import com.mongodb.client.MongoDatabase;
import huikan.service.problem.Problem;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return new Versions<>(stored, new Kind(kinds, admission), clock);
    }

    private record Kind(RegisterKinds kinds, RegisterKindAdmission admission) implements Versions.Kind<RegisterKind> {
        @Override
        public String name() {
            return "register kind";
        }

        @Override
        public int most() {
            return 100;
        }

        @Override
        public Problem unknown() {
            return RegisterProblem.UNKNOWN;
        }

        @Override
        public Problem adminOnly() {
            return RegisterProblem.ADMIN_ONLY;
        }

        @Override
        public Problem full() {
            return RegisterProblem.KINDS_FULL;
        }

        @Override
        public List<RegisterKind> shipped(String code) {
            return kinds.shipped(code);
        }

        @Override
        public void refuse(String code, RegisterKind version, @Nullable RegisterKind last) {
            admission.refuse(code, version, last);
        }
    }
}
