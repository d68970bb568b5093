package huikan.submission.schedule;

import com.mongodb.client.MongoDatabase;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a schedule changes: what was issued by it stays. */
@Configuration(proxyBeanMethods = false)
class ScheduleVersions {

    @Bean
    static VersionStore<Schedule> storedSchedules(MongoDatabase database) {
        return new VersionStore<>(database, "schedules", Schedule.class);
    }

    @Bean
    static Versions<Schedule> versionsOfSchedules(
            VersionStore<Schedule> stored, ScheduleAdmission admission, Clock clock) {
        return new Versions<>(
                stored,
                new Versions.Kind<>(
                        "schedule",
                        500,
                        ScheduleProblem.UNKNOWN,
                        ScheduleProblem.ADMIN_ONLY,
                        ScheduleProblem.FULL,
                        code -> List.of(),
                        (code, version, last) -> admission.refuse(code, version)),
                clock);
    }
}
