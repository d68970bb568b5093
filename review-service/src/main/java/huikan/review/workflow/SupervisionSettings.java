package huikan.review.workflow;

import huikan.review.access.Relation;
import huikan.service.start.Setting;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The day counts of supervision, in working days unless said otherwise.
 *
 * @param claimWithin from the assignment to the claim (认领)
 * @param ruleWithin from a dispute or a request to the ruling
 * @param planWithin from the claim to the plan (整改方案)
 * @param reportEvery from one progress report to the next
 * @param sustainedEvery months from one evidence of a sustained rectification to the next
 * @param relapseWithin from a relapse to the new due date
 * @param extensions how often a due date may be extended
 * @param leaderSigns whether what a unit's leader signs (plan, extension, closure, reply, completion) needs its supervisor's login; else
 *     the reporter's is enough
 * @param hour when on its day a deadline speaks, Asia/Shanghai
 * @param ladder the rungs of a finding that is not rectified in time
 * @param sweep how often it is looked for deadlines that have come
 * @param sweepBatch how many go off at once
 */
@ConfigurationProperties("huikan.supervision")
public record SupervisionSettings(
        @DefaultValue("3") int claimWithin,
        @DefaultValue("5") int ruleWithin,
        @DefaultValue("30") int planWithin,
        @DefaultValue("22") int reportEvery,
        @DefaultValue("3") int sustainedEvery,
        @DefaultValue("15") int relapseWithin,
        @DefaultValue("2") int extensions,
        @DefaultValue("false") boolean leaderSigns,
        @DefaultValue("09:00") LocalTime hour,

        @DefaultValue({
            "-7 DUE_SOON",
            "-3 DUE_SOON",
            "-1 DUE_SOON",
            "1 URGE_NOTICE",
            "7 REMINDER_LETTER",
            "15 SUPERVISION_LETTER",
            "30 ACCOUNTABILITY_INTERVIEW",
            "30 CIRCULATED_CRITICISM",
            "30 LISTED_SUPERVISION"
        })
        List<String> ladder,

        @DefaultValue("5s") Duration sweep,
        @DefaultValue("200") int sweepBatch) {

    public SupervisionSettings {
        Setting.positive("huikan.supervision.claim-within", claimWithin);
        Setting.positive("huikan.supervision.rule-within", ruleWithin);
        Setting.positive("huikan.supervision.plan-within", planWithin);
        Setting.positive("huikan.supervision.report-every", reportEvery);
        Setting.positive("huikan.supervision.sustained-every", sustainedEvery);
        Setting.positive("huikan.supervision.relapse-within", relapseWithin);
        Setting.atLeast("huikan.supervision.extensions", 0, extensions);
        Setting.positive("huikan.supervision.sweep", sweep);
        Setting.positive("huikan.supervision.sweep-batch", sweepBatch);
        ladder = List.copyOf(ladder);
        var unused = Rung.ladder("huikan.supervision.ladder", ladder);
    }

    /** Who makes the moves that a unit's leader signs. */
    public Relation leader() {
        return leaderSigns ? Relation.UNIT_LEADER : Relation.UNIT;
    }

    /** The ladder, its rungs in the order of their days. */
    public List<Rung> rungs() {
        return Rung.ladder("huikan.supervision.ladder", ladder);
    }
}
