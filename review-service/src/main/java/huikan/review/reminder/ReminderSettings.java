package huikan.review.reminder;

import huikan.review.workflow.Rung;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reminders of filings.
 *
 * @param ladder the rungs of a filing that is owed; nobody is reminded where it is empty
 */
@ConfigurationProperties("huikan.reminders")
record ReminderSettings(
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
        ladder = List.copyOf(ladder);
        var unused = Rung.ladder("huikan.reminders.ladder", ladder);
    }

    /** In the order of their days. */
    List<Rung> rungs() {
        return Rung.ladder("huikan.reminders.ladder", ladder);
    }
}
