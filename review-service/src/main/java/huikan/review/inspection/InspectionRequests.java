package huikan.review.inspection;

import huikan.review.finding.FoundProblems.Found;
import huikan.review.finding.Rectify;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Recusal;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Filled;
import huikan.service.request.Line;
import huikan.service.request.Note;
import huikan.service.request.Paragraph;
import huikan.service.request.Text;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of an inspection. */
final class InspectionRequests {

    static final int MOST_GROUPS = 50;
    static final int MOST_MEMBERS = 50;
    static final int MOST_NOTED = 20;
    static final int MOST_UNITS = 500;

    private InspectionRequests() {}

    /**
     * A new inspection of the plan.
     *
     * @param content what is looked at
     * @param under whose agencies are inspected; by default the caller's
     * @param from of the visits
     * @param announced false for 暗访; by default true
     */
    record Proposal(
            @Line String title,
            @Text String content,
            @Nullable String under,
            @CalendarDay LocalDate from,
            @CalendarDay LocalDate to,
            @Nullable Boolean announced) {}

    /** Who does not inspect whom. */
    record RecusalRequest(
            @Line String member,
            @Line String agency,
            @Line @Nullable String reason) {}

    /**
     * A group. Papers are signed by two people, so that it has a member beside its leader.
     *
     * @param leader a login
     * @param members logins
     * @param agencies that it visits
     * @param trainedOn when its people were prepared
     */
    record GroupRequest(
            @Line String leader,

            @Size(min = 1, max = MOST_MEMBERS, message = Bounds.COUNT)
            List<@Line String> members,

            @Size(min = 1, max = MOST_UNITS, message = Bounds.COUNT)
            List<String> agencies,

            @Size(max = MOST_MEMBERS, message = Bounds.COUNT) @Nullable
            List<RecusalRequest> recusals,

            @CalendarDay @Nullable LocalDate trainedOn) {
        List<RecusalRequest> recused() {
            return recusals == null ? List.of() : recusals;
        }

        Group group(int number) {
            return new Group(
                    number,
                    leader,
                    List.copyOf(members),
                    recused().stream()
                            .map(one -> new Recusal(one.member(), one.agency(), one.reason()))
                            .toList(),
                    trainedOn);
        }
    }

    /**
     * @param objectsDraw a revealed draw, when the agencies were drawn: every agency is of its result
     * @param peopleDraw a revealed draw, when the inspectors were drawn: every person is of its result
     */
    record Groups(
            @Size(min = 1, max = MOST_GROUPS, message = Bounds.COUNT)
            List<GroupRequest> groups,

            @Nullable String objectsDraw,
            @Nullable String peopleDraw) {
        List<String> agencies() {
            return groups.stream().flatMap(one -> one.agencies().stream()).toList();
        }

        List<String> people() {
            return groups.stream().flatMap(one -> one.group(0).people()).toList();
        }
    }

    /**
     * @param group its number, from 1
     * @param agencies of the group, that are visited in this batch
     */
    record BatchRequest(
            Integer group,

            @Size(min = 1, max = MOST_UNITS, message = Bounds.COUNT)
            List<String> agencies,

            @CalendarDay LocalDate from,
            @CalendarDay LocalDate to) {}

    /**
     * What was found; it is registered as a finding when the unit is told.
     *
     * @param description by default the title
     * @param category by default the inspection's title
     * @param rectify by default BY_DEADLINE
     */
    record FoundRequest(
            @Line String title,
            @Paragraph @Nullable String description,
            @Line @Nullable String category,
            @Nullable Rectify rectify,
            @Nullable Boolean key,
            @CalendarDay @Nullable LocalDate dueOn) {
        Found found(Inspection inspection) {
            return new Found(
                    title,
                    description == null ? title : description,
                    category == null ? inspection.title() : category,
                    rectify,
                    key,
                    dueOn);
        }
    }

    /**
     * A working paper.
     *
     * @param agency that was visited
     * @param signedBy two people of the group, one of them the caller
     */
    record Visit(
            String agency,
            @Text String record,
            List<String> signedBy,

            @Size(max = MOST_NOTED, message = Bounds.COUNT) @Nullable
            List<@Paragraph String> recommendations,

            @Size(max = MOST_NOTED, message = Bounds.COUNT) @Nullable
            List<FoundRequest> findings) {
        List<String> recommended() {
            return recommendations == null ? List.of() : List.copyOf(recommendations);
        }

        List<FoundRequest> found() {
            return findings == null ? List.of() : findings;
        }
    }

    /** Why a unit of the batch is not visited. */
    record Excuse(String agency, @Line String reason) {}

    /**
     * @param batch its number, from 1
     * @param report of the group
     */
    record BatchClosing(
            Integer batch,
            @Filled @Note String report,

            @Size(max = MOST_UNITS, message = Bounds.COUNT) @Nullable
            List<Excuse> excused) {
        List<Excuse> excuses() {
            return excused == null ? List.of() : excused;
        }
    }

    /**
     * @param agency that is told; by default every one that was visited and not told yet
     */
    record FeedbackRequest(
            @Nullable String agency, @Note @Nullable String opinion) {}

    record ReviewRequest(@Filled @Note String reason) {}

    /**
     * @param agency that asked for the review
     * @param upheld nothing of what was found at this unit is to be rectified
     */
    record ReviewRuling(
            String agency, Boolean upheld, @Note @Nullable String comment) {}

    record SummaryRequest(@Text String summary) {}
}
