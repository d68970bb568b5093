package huikan.review.reinspection;

import huikan.review.reinspection.ReinspectionRequests.Plan;
import huikan.review.workflow.Act;
import huikan.service.start.Setting;
import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Second looks (回头看).
 *
 * @param earliest months from the closing of a finding to its second look, where a campaign names no dates
 * @param latest the same, at most
 * @param smallestShare percent of the closed findings that a campaign draws at least
 * @param most findings that one campaign draws from at most
 */
@ConfigurationProperties("huikan.reinspections")
record ReinspectionSettings(
        @DefaultValue("1") int earliest,
        @DefaultValue("6") int latest,
        @DefaultValue("30") int smallestShare,
        @DefaultValue("5000") int most) {

    ReinspectionSettings {
        Setting.atLeast("huikan.reinspections.earliest", 0, earliest);
        Setting.atLeast("huikan.reinspections.latest", earliest, latest);
        Setting.require(
                smallestShare >= 0 && smallestShare <= 100,
                "huikan.reinspections.smallest-share",
                "a percentage from 0 to 100",
                Integer.toString(smallestShare));
        Setting.positive("huikan.reinspections.most", most);
    }

    LocalDate from(Plan request, Act act) {
        return request.closedFrom() == null ? act.today().minusMonths(latest) : request.closedFrom();
    }

    LocalDate to(Plan request, Act act) {
        return request.closedTo() == null ? act.today().minusMonths(earliest) : request.closedTo();
    }

    /** The smallest share, 0 to 1. */
    double least() {
        return smallestShare / 100.0;
    }

    double share(Plan request) {
        return request.share() == null ? least() : request.share();
    }
}
