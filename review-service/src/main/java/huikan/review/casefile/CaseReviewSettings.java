package huikan.review.casefile;

import huikan.review.workflow.Rung;
import huikan.service.start.Setting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Case-file reviews (案卷评查). Days are working days.
 *
 * @param handOverWithin from the draw until the files are to be handed over
 * @param objectWithin from the last score until the unit may object
 * @param reconsiderWithin from the objection to the panel's ruling
 * @param archiveAfter from the circulation until it is put away
 * @param excellent marks from which a file is excellent
 * @param qualified marks from which a file is qualified
 * @param most files that one review draws from at most
 * @param ladder the rungs of files that are not handed over in time
 */
@ConfigurationProperties("huikan.case-reviews")
record CaseReviewSettings(
        @DefaultValue("5") int handOverWithin,
        @DefaultValue("5") int objectWithin,
        @DefaultValue("5") int reconsiderWithin,
        @DefaultValue("22") int archiveAfter,
        @DefaultValue("90") int excellent,
        @DefaultValue("60") int qualified,
        @DefaultValue("5000") int most,

        @DefaultValue({
            "-1 DUE_SOON",
            "1 URGE_NOTICE",
            "7 SUPERVISION_LETTER",
            "15 ACCOUNTABILITY_INTERVIEW",
            "22 CIRCULATED_CRITICISM",
            "30 LISTED_SUPERVISION"
        })
        List<String> ladder) {

    CaseReviewSettings {
        Setting.positive("huikan.case-reviews.hand-over-within", handOverWithin);
        Setting.positive("huikan.case-reviews.object-within", objectWithin);
        Setting.positive("huikan.case-reviews.reconsider-within", reconsiderWithin);
        Setting.positive("huikan.case-reviews.archive-after", archiveAfter);
        Setting.atLeast("huikan.case-reviews.qualified", 0, qualified);
        Setting.atLeast("huikan.case-reviews.excellent", qualified, excellent);
        Setting.require(
                most >= 1 && most <= CaseReviewRequests.MOST_POOL,
                "huikan.case-reviews.most",
                "a number from 1 to " + CaseReviewRequests.MOST_POOL,
                Integer.toString(most));
        ladder = List.copyOf(ladder);
        var unused = Rung.ladder("huikan.case-reviews.ladder", ladder);
    }

    List<Rung> rungs() {
        return Rung.ladder("huikan.case-reviews.ladder", ladder);
    }
}
