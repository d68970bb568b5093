package huikan.review.task;

import huikan.review.task.TaskList.Rhythm;
import huikan.review.workflow.Rung;
import huikan.service.start.Setting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Task lists. Days are working days.
 *
 * @param acceptWithin from the issue until the lead unit takes a task on
 * @param weekly from one report to the next, where it is reported on weekly
 * @param monthly the same where it is monthly
 * @param yellow days before the due date from which a task that is not done is yellow
 * @param behind percentage points that the work may be behind the time that went by before it is yellow
 * @param most measures that one list has at most
 * @param ladder the rungs of a task that is not done in time
 */
@ConfigurationProperties("huikan.tasks")
record TaskSettings(
        @DefaultValue("3") int acceptWithin,
        @DefaultValue("5") int weekly,
        @DefaultValue("22") int monthly,
        @DefaultValue("5") int yellow,
        @DefaultValue("30") int behind,
        @DefaultValue("1000") int most,

        @DefaultValue({
            "-1 DUE_SOON",
            "1 URGE_NOTICE",
            "7 SUPERVISION_LETTER",
            "15 ACCOUNTABILITY_INTERVIEW",
            "22 CIRCULATED_CRITICISM",
            "30 LISTED_SUPERVISION"
        })
        List<String> ladder) {

    TaskSettings {
        Setting.positive("huikan.tasks.accept-within", acceptWithin);
        Setting.positive("huikan.tasks.weekly", weekly);
        Setting.positive("huikan.tasks.monthly", monthly);
        Setting.atLeast("huikan.tasks.yellow", 0, yellow);
        Setting.atLeast("huikan.tasks.behind", 0, behind);
        Setting.positive("huikan.tasks.most", most);
        ladder = List.copyOf(ladder);
        var unused = Rung.ladder("huikan.tasks.ladder", ladder);
    }

    List<Rung> rungs() {
        return Rung.ladder("huikan.tasks.ladder", ladder);
    }

    int days(Rhythm reports) {
        return switch (reports) {
            case WEEKLY -> weekly;
            case MONTHLY -> monthly;
        };
    }
}
