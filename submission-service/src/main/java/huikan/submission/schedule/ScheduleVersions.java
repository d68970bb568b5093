package huikan.submission.schedule;

import com.mongodb.client.MongoDatabase;
import huikan.service.problem.Problem;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return new Versions<>(stored, new Kind(admission), clock);
    }

    private record Kind(ScheduleAdmission admission) implements Versions.Kind<Schedule> {
        @Override
        public String name() {
            return "schedule";
        }

        @Override
        public int most() {
            return 500;
        }

        @Override
        public Problem unknown() {
            return ScheduleProblem.UNKNOWN;
        }

        @Override
        public Problem adminOnly() {
            return ScheduleProblem.ADMIN_ONLY;
        }

        @Override
        public Problem full() {
            return ScheduleProblem.FULL;
        }

        @Override
        public List<Schedule> shipped(String code) {
            return List.of();
        }

        @Override
        public void refuse(String code, Schedule version, @Nullable Schedule last) {
            admission.refuse(code, version);
        }
    }
}
