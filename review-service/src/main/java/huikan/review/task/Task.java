package huikan.review.task;

import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.task.TaskList.Rhythm;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 任务: a measure of a list, which its lead unit carries out.
 *
 * @param agency the lead unit (牵头单位)
 * @param list of which it is a part
 * @param number its place there, e.g. {@code 2.1.3}
 * @param title what is to be done
 * @param owner the agency that issued the list
 * @param edition 1 as issued with its list, one more each time it was adjusted
 * @param replaces the edition before
 * @param percent done, as last reported
 * @param completion what the unit says of the work when it is done
 * @param progress the latest reports
 * @param refusals the latest of a completion
 * @param adjustment why and into what it was changed
 */
@RecordBuilder
record Task(
        String id,
        String agency,
        TaskStatus status,
        String list,
        String number,
        String aspect,
        String goal,
        String title,
        String owner,
        List<String> supporting,
        @Nullable LocalDate dueOn,
        String deliverable,
        Rhythm reports,
        int edition,
        @Nullable String replaces,
        int percent,
        List<Progress> progress,
        @Nullable Completion completion,
        List<Remark> refusals,
        @Nullable Adjustment adjustment,
        @Nullable LocalDate startedOn,
        @Nullable Ladder ladder,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<TaskStatus>, TaskBuilder.With {

    /**
     * @param evidence content hashes of attachments
     */
    record Progress(int percent, @Nullable String comment, List<String> evidence, Person by, LocalDate on) {}

    /**
     * @param deliverable content hashes of what was to be delivered
     */
    record Completion(String report, List<String> deliverable, Person by, LocalDate on) {}

    /**
     * What the next edition is.
     *
     * @param agency its lead unit
     * @param above everybody above that
     * @param next the id of the next edition
     */
    record Adjustment(
            String reason,
            Person by,
            LocalDate on,
            String title,
            String agency,
            List<String> above,
            List<String> supporting,
            LocalDate dueOn,
            String deliverable,
            String next) {}

    /**
     * How far a task is, as far as lights and totals ask.
     *
     * @param number its place in its list
     */
    record Pace(
            String number,
            TaskStatus status,
            int percent,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate dueOn,
            @Nullable Awaited awaited) {}

    Pace pace() {
        return new Pace(number, status, percent, startedOn, dueOn, awaited);
    }

    @Override
    public Parties parties() {
        return Parties.issued(owner, agency);
    }

    @Override
    public List<String> waitingFor() {
        return switch (status) {
            case ISSUED, ACCEPTED, IN_PROGRESS -> List.of(Waiting.unit(agency));
            case CHECKING -> List.of(Waiting.supervisor(owner));
            case DONE, ADJUSTED -> List.of();
        };
    }

    /** The lead, those above it, and those who help. */
    @Override
    public List<String> seenBy() {
        return Stream.of(Stream.of(agency, owner), above.stream(), supporting.stream())
                .flatMap(codes -> codes)
                .distinct()
                .toList();
    }
}
