package huikan.review.finding;

import huikan.review.directory.Directory;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Source;
import huikan.review.matter.Agenda;
import huikan.review.matter.Cause;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.matter.Wanting;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Findings that follow from something else and are registered with it: an inspection, a case-file review. */
@Component
public class FindingsAtOnce {

    private final Findings findings;
    private final FindingSteps steps;
    private final Desk<FindingStatus, Finding, FindingMove> desk;
    private final Directory directory;
    private final Agenda agenda;

    FindingsAtOnce(
            Findings findings,
            FindingSteps steps,
            Desk<FindingStatus, Finding, FindingMove> desk,
            Directory directory,
            Agenda agenda) {
        this.findings = findings;
        this.steps = steps;
        this.desk = desk;
        this.directory = directory;
        this.agenda = agenda;
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
            @Nullable LocalDate dueOn) {

        /** What is wrong with it is wanting at the pointer. */
        public void check(String pointer, LocalDate today, Wanting wanting) {
            wanting.line(pointer + "/title", title)
                    .text(pointer + "/description", description)
                    .line(pointer + "/category", category)
                    .notBefore(pointer + "/dueOn", dueOn, today);
        }
    }

    /** The id that it will have; always the same for one cause. */
    public static String id(String cause) {
        return Cause.id("findings/" + cause);
    }

    /** Registers it, once for one cause. */
    public void register(String cause, String agency, Source source, Found found, Person by) {
        Finding fresh = Finding.registered(id(cause), agency, source, found, by)
                .above(directory.above(agency).map(List::copyOf).orElse(List.of()))
                .openedAt(agenda.now())
                .build();
        var unused = desk.openBySystem(fresh, FindingMove.REGISTER, by);
    }

    /** Nothing is to be rectified after all; what was settled meanwhile stays as it is. */
    public void waive(String id, String reason, Person by) {
        Optional<Finding> seen = findings.find(id);
        while (seen.isPresent() && seen.get().status().isOpen()) {
            Finding waived = steps.waived(seen.get(), reason, by);
            seen = desk.doneBySystem(seen.get(), FindingMove.WAIVE, waived, by, desk.told())
                    .or(() -> findings.find(id));
        }
    }
}
