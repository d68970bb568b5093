package huikan.review.reminder;

import huikan.review.workflow.Rung;
import huikan.service.start.Setting;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reminders of filings.
 *
 * @param grace how long the outcome of a filing that was taken in may wait to be published before whoever filed is reminded
 * @param ladder the rungs of a filing that is owed; nobody is reminded where it is empty
 */
@ConfigurationProperties("huikan.reminders")
record ReminderSettings(
        @DefaultValue("1m") Duration grace,

        @DefaultValue({
            "-7 DUE_SOON",
            "-3 DUE_SOON",
            "-1 DUE_SOON",
            "1 FILING_REMINDER",
            "5 SUPERVISION_ORDER",
            "10 CIRCULATED_CRITICISM"
        })
        List<String> ladder) {

    ReminderSettings {
        Setting.between("huikan.reminders.grace", Duration.ZERO, Duration.ofHours(1), grace);
        ladder = List.copyOf(ladder);
        var unused = Rung.ladder("huikan.reminders.ladder", ladder);
    }

    /** In the order of their days. */
    List<Rung> rungs() {
        return Rung.ladder("huikan.reminders.ladder", ladder);
    }
}
