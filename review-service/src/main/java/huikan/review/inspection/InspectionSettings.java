package huikan.review.inspection;

import huikan.service.start.Setting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Inspections.
 *
 * @param mostAYear how often one unit is inspected in a calendar year at most
 * @param reportWithin working days from the last day of a batch to the report of its group
 * @param feedbackWithin working days from the conclusion until the units are told
 * @param objectWithin days, not working days, from the feedback until a unit may ask for a review (Decree 733 of the State Council)
 * @param ruleWithin days, not working days, from that until it is ruled on (the same)
 * @param most units that one inspection has at most, 500 or fewer
 * @param separatePeople whether one is proposed and approved by different people
 */
@ConfigurationProperties("huikan.inspections")
record InspectionSettings(
        @DefaultValue("2") int mostAYear,
        @DefaultValue("10") int reportWithin,
        @DefaultValue("22") int feedbackWithin,
        @DefaultValue("30") int objectWithin,
        @DefaultValue("30") int ruleWithin,
        @DefaultValue("500") int most,
        @DefaultValue("false") boolean separatePeople) {

    InspectionSettings {
        Setting.positive("huikan.inspections.most-a-year", mostAYear);
        Setting.positive("huikan.inspections.report-within", reportWithin);
        Setting.positive("huikan.inspections.feedback-within", feedbackWithin);
        Setting.positive("huikan.inspections.object-within", objectWithin);
        Setting.positive("huikan.inspections.rule-within", ruleWithin);
        Setting.require(
                most >= 1 && most <= InspectionRequests.MOST_UNITS,
                "huikan.inspections.most",
                "a number from 1 to " + InspectionRequests.MOST_UNITS,
                Integer.toString(most));
    }
}
