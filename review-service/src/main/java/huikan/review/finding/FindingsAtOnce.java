package huikan.review.finding;

import huikan.review.directory.Directory;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Source;
import huikan.review.matter.Agenda;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.matter.Wanting;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Findings that follow from something else and are registered with it: an inspection, a case-file review. */
@Component
public class FindingsAtOnce {

    private final Desk<FindingStatus, Finding, FindingMove> desk;
    private final Directory directory;
    private final Agenda agenda;

    FindingsAtOnce(Desk<FindingStatus, Finding, FindingMove> desk, Directory directory, Agenda agenda) {
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

    /**
     * Registers it, once for one cause.
     *
     * @return its id
     */
    public String register(String cause, String agency, Source source, Found found, Person by) {
        String id = UUID.nameUUIDFromBytes(("findings/" + cause).getBytes(StandardCharsets.UTF_8))
                .toString();
        Finding fresh = Finding.registered(id, agency, source, found, by)
                .above(directory.above(agency).map(List::copyOf).orElse(List.of()))
                .openedAt(agenda.now())
                .build();
        var unused = desk.openBySystem(fresh, FindingMove.REGISTER, by);
        return id;
    }
}
