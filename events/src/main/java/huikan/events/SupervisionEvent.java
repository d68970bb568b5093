package huikan.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of what is supervised: topic {@link Topics#SUPERVISION}. Every change of a thing is one event. */
public sealed interface SupervisionEvent extends Event {

    /** Of the finding, order, letter, draw, re-inspection, task list, task, case-file review or inspection. */
    String id();

    /** Whose it is: the agency that has something to do, or that draws, inspects or looks again. */
    String agency();

    Step step();

    @Override
    default String topic() {
        return Topics.SUPERVISION;
    }

    @Override
    default String key() {
        return id();
    }

    @Override
    default String subject() {
        return id();
    }

    /**
     * One step of a thing's state machine.
     *
     * @param move its name in the state machine
     * @param from the status before; null for the first step
     * @param to the status afterwards
     * @param version of the thing afterwards, from 1
     * @param hash of the step in the thing's trail: what the trail is checked against
     * @param by a login, or {@code timer}
     * @param evidence digests of attachments that it names; left out where there are none
     */
    record Step(
            String move,
            @Nullable String from,
            String to,
            long version,
            String hash,
            String by,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> evidence) {
        public Step {
            requireNonNull(move, "move");
            requireNonNull(to, "to");
            requireNonNull(hash, "hash");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
        }

        @Override
        public List<String> evidence() {
            return evidence == null ? List.of() : evidence;
        }
    }

    /**
     * A finding was registered, or made a move.
     *
     * @param above everybody above the agency as of the registration
     * @param source REVIEW, INSPECTION, SELF_CHECK, CASE_REVIEW or COMPLAINT
     * @param rectify IMMEDIATE, BY_DEADLINE or SUSTAINED
     * @param keyFinding whether two people close it and it is always looked at again
     * @param dueOn until when it is to be rectified, Asia/Shanghai
     * @param registeredBy the agency that registered it; left out where it was none, and in older ones
     */
    @EventType("finding.moved.v1")
    record FindingMoved(
            String id,
            String agency,
            List<String> above,
            String source,
            String category,
            String rectify,
            boolean keyFinding,
            @Nullable LocalDate dueOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String registeredBy,

            Step step)
            implements SupervisionEvent {

        private static final Set<String> CLOSED = Set.of("CLOSED", "CLOSED_SUSTAINED", "REINSPECTING", "CONFIRMED");

        /** Whether a finding in this status is rectified (销号), as far as anybody knows; also while a second look is taken. */
        public static boolean isClosed(String status) {
            return CLOSED.contains(status);
        }

        public FindingMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(source, "source");
            requireNonNull(category, "category");
            requireNonNull(rectify, "rectify");
            requireNonNull(step, "step");
        }
    }

    /**
     * An order (督办单) was drawn up, or made a move.
     *
     * @param above everybody above the unit
     * @param issuer the agency that issues it
     * @param number null before it is registered
     * @param urgency URGENT, NORMAL or HARD
     * @param findings that it is about
     * @param dueOn until when a reply is due, Asia/Shanghai
     */
    @EventType("order.moved.v1")
    record OrderMoved(
            String id,
            String agency,
            List<String> above,
            String issuer,
            @Nullable String number,
            String urgency,
            List<String> findings,
            @Nullable LocalDate dueOn,
            Step step)
            implements SupervisionEvent {

        public OrderMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(issuer, "issuer");
            requireNonNull(urgency, "urgency");
            findings = List.copyOf(findings);
            requireNonNull(step, "step");
        }
    }

    /**
     * A letter was drawn up, or made a move.
     *
     * @param above everybody above the unit
     * @param issuer the agency that issues it
     * @param kind as configured, e.g. REMINDER, SUPERVISION, OPINION, DECISION
     * @param number null before it is issued
     * @param findings that it is about
     * @param dueOn until when a reply is due, Asia/Shanghai; null where none is
     */
    @EventType("letter.moved.v1")
    record LetterMoved(
            String id,
            String agency,
            List<String> above,
            String issuer,
            String kind,
            @Nullable String number,
            List<String> findings,
            @Nullable LocalDate dueOn,
            Step step)
            implements SupervisionEvent {

        public LetterMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(issuer, "issuer");
            requireNonNull(kind, "kind");
            findings = List.copyOf(findings);
            requireNonNull(step, "step");
        }
    }

    /**
     * A reminder of a filing that is owed was opened, or ended.
     *
     * @param cycle for which it is owed
     * @param agency who owes it
     * @param above the superiors on the form's line
     * @param dueOn of the cycle, Asia/Shanghai
     */
    @EventType("reminder.moved.v1")
    record ReminderMoved(String id, String cycle, String agency, List<String> above, LocalDate dueOn, Step step)
            implements SupervisionEvent {

        public ReminderMoved {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(dueOn, "dueOn");
            requireNonNull(step, "step");
        }
    }

    /**
     * An agency asked for more time or an excuse for a filing that it owes, or that was answered.
     *
     * @param cycle for which it is owed
     * @param agency who owes it
     * @param above the superiors on the form's line
     * @param wish EXTENSION or EXCUSE
     * @param to until when it asks for more time, Asia/Shanghai; null for an excuse
     * @param reason of the agency
     */
    @EventType("request.moved.v1")
    record RequestMoved(
            String id,
            String cycle,
            String agency,
            List<String> above,
            String wish,
            @Nullable LocalDate to,
            String reason,
            Step step)
            implements SupervisionEvent {

        public RequestMoved {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(wish, "wish");
            requireNonNull(reason, "reason");
            requireNonNull(step, "step");
        }
    }

    /**
     * The pool of a draw was frozen, or its result revealed.
     *
     * @param agency that draws
     * @param poolDigest of the frozen pool
     * @param commitment the digest of the seed
     * @param saltCommitment the digest of the service's salt
     */
    @EventType("draw.moved.v1")
    record DrawMoved(
            String id,
            String agency,
            String purpose,
            String poolDigest,
            String commitment,
            String saltCommitment,
            Step step)
            implements SupervisionEvent {

        public DrawMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            requireNonNull(purpose, "purpose");
            requireNonNull(poolDigest, "poolDigest");
            requireNonNull(commitment, "commitment");
            requireNonNull(saltCommitment, "saltCommitment");
            requireNonNull(step, "step");
        }
    }

    /**
     * A re-inspection (回头看) was planned, or made a move.
     *
     * @param agency that looks again
     * @param under whose findings
     * @param draw that chose them
     * @param findings that this step drew; none with the others
     */
    @EventType("reinspection.moved.v1")
    record ReinspectionMoved(String id, String agency, String under, String draw, List<String> findings, Step step)
            implements SupervisionEvent {

        public ReinspectionMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            requireNonNull(under, "under");
            requireNonNull(draw, "draw");
            findings = List.copyOf(findings);
            requireNonNull(step, "step");
        }
    }

    /**
     * A task list was drawn up, or issued.
     *
     * @param agency that issues it
     * @param measures how many it has
     */
    @EventType("task-list.moved.v1")
    record TaskListMoved(String id, String agency, int measures, Step step) implements SupervisionEvent {

        public TaskListMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            requireNonNull(step, "step");
        }
    }

    /**
     * A task of a list was issued, or made a move.
     *
     * @param agency the lead unit
     * @param above everybody above it
     * @param owner the agency that issued the list
     * @param number its place in the list, e.g. {@code 2.1.3}
     * @param edition counts its adjustments, from 1
     * @param percent done, as last reported
     * @param dueOn until when it is to be done, Asia/Shanghai
     */
    @EventType("task.moved.v1")
    record TaskMoved(
            String id,
            String agency,
            List<String> above,
            String owner,
            String list,
            String number,
            int edition,
            int percent,
            @Nullable LocalDate dueOn,
            Step step)
            implements SupervisionEvent {

        public TaskMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(owner, "owner");
            requireNonNull(list, "list");
            requireNonNull(number, "number");
            requireNonNull(step, "step");
        }
    }

    /**
     * A case-file review was planned, or made a move.
     *
     * @param agency the unit whose files are looked at
     * @param above everybody above it
     * @param reviewer the agency that reviews them
     * @param standard the name and version of what they are scored by
     * @param draw that chose the files
     * @param files how many were drawn; 0 before
     * @param grades what the grading found, from then on; left out before, and in older ones
     */
    @EventType("case-review.moved.v1")
    record CaseReviewMoved(
            String id,
            String agency,
            List<String> above,
            String reviewer,
            String standard,
            String draw,
            int files,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Grades grades,

            Step step)
            implements SupervisionEvent {

        public CaseReviewMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(reviewer, "reviewer");
            requireNonNull(standard, "standard");
            requireNonNull(draw, "draw");
            requireNonNull(step, "step");
        }
    }

    /**
     * How the files of a case-file review were graded.
     *
     * @param missing those of the unqualified ones that were not handed over
     */
    record Grades(int excellent, int qualified, int unqualified, int missing) {}

    /**
     * An inspection was proposed, or made a move.
     *
     * @param agency that inspects
     * @param under whose agencies
     * @param announced false for 暗访, of which the units know nothing before they are told what was found
     * @param agencies that are inspected, as far as they are named
     * @param told those that were visited and told what was found; left out while there are none, and in older ones
     */
    @EventType("inspection.moved.v1")
    record InspectionMoved(
            String id,
            String agency,
            String under,
            boolean announced,
            List<String> agencies,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> told,

            Step step)
            implements SupervisionEvent {

        public InspectionMoved {
            requireNonNull(id, "id");
            requireNonNull(agency, "agency");
            requireNonNull(under, "under");
            agencies = List.copyOf(agencies);
            told = told == null ? List.of() : List.copyOf(told);
            requireNonNull(step, "step");
        }

        @Override
        public List<String> told() {
            return told == null ? List.of() : told;
        }
    }

    /**
     * A deadline came near or went by, and the escalation ladder climbed by a rung.
     *
     * @param kind of the thing, as in its path: {@code findings}, {@code orders}, ...
     * @param above everybody above the agency
     * @param rung DUE_SOON, URGE_NOTICE, REMINDER_LETTER, ...
     * @param dueOn the deadline, Asia/Shanghai
     */
    @EventType("escalation.climbed.v1")
    record EscalationClimbed(
            String id, String kind, String agency, List<String> above, String rung, LocalDate dueOn, Step step)
            implements SupervisionEvent {

        public EscalationClimbed {
            requireNonNull(id, "id");
            requireNonNull(kind, "kind");
            requireNonNull(agency, "agency");
            above = List.copyOf(above);
            requireNonNull(rung, "rung");
            requireNonNull(dueOn, "dueOn");
            requireNonNull(step, "step");
        }
    }
}
