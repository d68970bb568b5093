package huikan.review.order;

import huikan.review.workflow.Rung;
import huikan.service.start.Setting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Supervision orders. Days are working days.
 *
 * @param word what their numbers begin with
 * @param urgent until the reply to an urgent one is due, from its issue, when it names no date
 * @param normal the same of a normal one
 * @param hard the same of a hard one
 * @param receiveWithin from the issue until it is signed for
 * @param archiveAfter from its completion until it is put away
 * @param separatePeople whether one is drafted, registered and issued by different people
 * @param ladder the rungs of one that is not replied to in time
 */
@ConfigurationProperties("huikan.orders")
record OrderSettings(
        @DefaultValue("督办") String word,
        @DefaultValue("5") int urgent,
        @DefaultValue("15") int normal,
        @DefaultValue("30") int hard,
        @DefaultValue("1") int receiveWithin,
        @DefaultValue("22") int archiveAfter,
        @DefaultValue("false") boolean separatePeople,

        @DefaultValue({
            "-1 DUE_SOON",
            "1 URGE_NOTICE",
            "7 SUPERVISION_LETTER",
            "15 ACCOUNTABILITY_INTERVIEW",
            "22 CIRCULATED_CRITICISM",
            "30 LISTED_SUPERVISION"
        })
        List<String> ladder) {

    OrderSettings {
        Setting.present("huikan.orders.word", word);
        Setting.positive("huikan.orders.urgent", urgent);
        Setting.positive("huikan.orders.normal", normal);
        Setting.positive("huikan.orders.hard", hard);
        Setting.positive("huikan.orders.receive-within", receiveWithin);
        Setting.positive("huikan.orders.archive-after", archiveAfter);
        ladder = List.copyOf(ladder);
        var unused = Rung.ladder("huikan.orders.ladder", ladder);
    }

    List<Rung> rungs() {
        return Rung.ladder("huikan.orders.ladder", ladder);
    }

    /** Working days until the reply is due. */
    int days(Order.Urgency urgency) {
        return switch (urgency) {
            case URGENT -> urgent;
            case NORMAL -> normal;
            case HARD -> hard;
        };
    }
}
