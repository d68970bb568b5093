package huikan.submission.form;

import com.mongodb.client.MongoDatabase;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
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
        return new Versions<>(
                stored,
                new Versions.Kind<>(
                        "form",
                        500,
                        FormProblem.UNKNOWN,
                        FormProblem.ADMIN_ONLY,
                        FormProblem.FULL,
                        code -> forms.findShipped(code).stream().toList(),
                        admission::refuse),
                clock);
    }
}
