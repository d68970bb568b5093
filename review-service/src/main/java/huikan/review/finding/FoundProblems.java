package huikan.review.finding;

import huikan.review.access.Units;
import huikan.review.finding.Finding.Source;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DerivedId;
import huikan.review.workflow.Person;
import huikan.review.workflow.Requests.Reason;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Findings that follow from something else and are registered with it: an inspection, a case-file review. */
@Component
public class FoundProblems {

    private final Cases<Finding, FindingStatus> findings;
    private final Units units;
    private final Clock clock;

    FoundProblems(Cases<Finding, FindingStatus> findings, Units units, Clock clock) {
        this.findings = findings;
        this.units = units;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param rectify by default by a deadline
     * @param key by default not
     * @param dueOn may wait for the assignment
     */
    public record Found(
            String title,
            String description,
            String category,
            @Nullable Rectify rectify,
            @Nullable Boolean key,
            @Nullable LocalDate dueOn) {}

    /** The id that it will have; always the same for one cause. */
    public static String id(String cause) {
        return DerivedId.of("findings/" + cause);
    }

    /** Registers it, once for one cause. */
    public void register(String cause, String agency, Source source, Found found, Person by) {
        Finding fresh = Finding.registered(id(cause), agency, source, found, by, units.above(agency))
                .openedAt(clock.instant())
                .build();
        var unused = findings.openBySuite(fresh, "register", by);
    }

    /** Nothing is to be rectified after all; what was settled meanwhile stays as it is. */
    public void waive(String id, String reason, Person by) {
        var unused = findings.moveBySuite(id, "waive", new Reason(reason), by, Finding::open);
    }
}
