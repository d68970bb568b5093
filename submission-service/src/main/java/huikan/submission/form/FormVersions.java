package huikan.submission.form;

import com.mongodb.client.MongoDatabase;
import huikan.service.problem.Problem;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a form changes: by another version, with which later cycles are issued. */
@Configuration(proxyBeanMethods = false)
class FormVersions {

    @Bean
    static VersionStore<Form> storedForms(MongoDatabase database) {
        return new VersionStore<>(database, "forms", Form.class);
    }

    @Bean
    static Versions<Form> versionsOfForms(
            VersionStore<Form> stored, Forms forms, FormAdmission admission, Clock clock) {
        return new Versions<>(stored, new Kind(forms, admission), clock);
    }

    private record Kind(Forms forms, FormAdmission admission) implements Versions.Kind<Form> {
        @Override
        public String name() {
            return "form";
        }

        @Override
        public int most() {
            return 500;
        }

        @Override
        public Problem unknown() {
            return FormProblem.UNKNOWN;
        }

        @Override
        public Problem adminOnly() {
            return FormProblem.ADMIN_ONLY;
        }

        @Override
        public Problem full() {
            return FormProblem.FULL;
        }

        @Override
        public List<Form> shipped(String code) {
            return forms.findShipped(code).stream().toList();
        }

        @Override
        public void refuse(String code, Form version, @Nullable Form last) {
            admission.refuse(code, version, last);
        }
    }
}
