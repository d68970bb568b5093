package huikan.analytics.supervision;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.events.SupervisionEvent.Grades;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.events.SupervisionEvent.LetterMoved;
import huikan.events.SupervisionEvent.OrderMoved;
import huikan.events.SupervisionEvent.Step;
import huikan.events.SupervisionEvent.TaskMoved;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Events as review-service tells them, of agencies in two cities of a province; each case takes any of the moves that it has. */
final class SupervisionHistory {

    static final String PROVINCE = "210000-gov";
    static final List<String> COUNTIES = List.of("210902-gov", "210903-gov", "211002-gov");
    static final Instant AT = Instant.parse("2024-02-08T00:00:00Z");

    private static final LocalDate DAY = LocalDate.of(2024, 2, 8);
    private static final int HOURS = 24 * 60;

    /** A move, from where to where. */
    private record Way(String move, String from, String to) {}

    private static final List<Way> FINDING = List.of(
            new Way("merge", "REGISTERED", "MERGED"),
            new Way("assign", "REGISTERED", "ASSIGNED"),
            new Way("assign", "REGISTERED", "ASSIGNED"),
            new Way("claim", "ASSIGNED", "RECTIFYING"),
            new Way("dispute", "ASSIGNED", "DISPUTED"),
            new Way("dispute-ruling", "DISPUTED", "WAIVED"),
            new Way("progress", "RECTIFYING", "RECTIFYING"),
            new Way("extension-ruling", "RECTIFYING", "RECTIFYING"),
            new Way("closure-request", "RECTIFYING", "VERIFYING"),
            new Way("closing", "VERIFYING", "VERIFYING"),
            new Way("closing", "VERIFYING", "CLOSED"),
            new Way("closing", "VERIFYING", "CLOSED"),
            new Way("closing", "VERIFYING", "CLOSED_SUSTAINED"),
            new Way("reopening", "CLOSED_SUSTAINED", "RECTIFYING"),
            new Way("sample", "CLOSED", "REINSPECTING"),
            new Way("confirm", "REINSPECTING", "CONFIRMED"),
            new Way("relapse", "REINSPECTING", "RECTIFYING"),
            new Way("false-rectification", "REINSPECTING", "RECTIFYING"),
            new Way("not-rectified", "REINSPECTING", "RECTIFYING"));

    private static final List<Way> ORDER = List.of(
            new Way("register", "DRAFT", "REGISTERED"),
            new Way("issue", "REGISTERED", "ISSUED"),
            new Way("receive", "ISSUED", "RECEIVED"),
            new Way("handle", "RECEIVED", "HANDLING"),
            new Way("reply", "HANDLING", "REPLIED"),
            new Way("reply", "HANDLING", "REPLIED"),
            new Way("cancel", "HANDLING", "CANCELLED"),
            new Way("reply-refusal", "REPLIED", "HANDLING"),
            new Way("reply-acceptance", "REPLIED", "VERIFYING"),
            new Way("complete", "VERIFYING", "COMPLETED"));

    private static final List<Way> LETTER = List.of(
            new Way("issue", "DRAFT", "ISSUED"),
            new Way("withdraw", "DRAFT", "WITHDRAWN"),
            new Way("receive", "ISSUED", "RECEIVED"),
            new Way("reply", "RECEIVED", "REPLIED"),
            new Way("withdraw", "RECEIVED", "WITHDRAWN"),
            new Way("close", "RECEIVED", "CLOSED"),
            new Way("close", "REPLIED", "CLOSED"));

    private static final List<Way> TASK = List.of(
            new Way("accept", "ISSUED", "IN_PROGRESS"),
            new Way("report", "IN_PROGRESS", "IN_PROGRESS"),
            new Way("adjust", "IN_PROGRESS", "ADJUSTED"),
            new Way("apply-done", "IN_PROGRESS", "CHECKING"),
            new Way("confirm", "CHECKING", "DONE"));

    private static final List<Way> CASE_REVIEW = List.of(
            new Way("draw", "PLANNED", "SAMPLED"),
            new Way("hand-over", "SAMPLED", "SCORED"),
            new Way("confirm", "SCORED", "GRADED"),
            new Way("circulate", "GRADED", "CIRCULATED"),
            new Way("archive", "CIRCULATED", "ARCHIVED"));

    private final Random random;
    private final List<SupervisionEvent> events = new ArrayList<>();

    private SupervisionHistory(Random random) {
        this.random = random;
    }

    static String city(String agency) {
        return agency.substring(0, 4) + "00-gov";
    }

    static List<String> above(String agency) {
        return List.of(city(agency), PROVINCE);
    }

    static Step step(String move, String from, String to, long version, Instant at) {
        return new Step(move, from, to, version, "sha256:x", "x", at, null);
    }

    /** Each case's own events in their order. */
    static List<SupervisionEvent> random(Random random) {
        SupervisionHistory history = new SupervisionHistory(random);
        for (int i = 0; i < 12; i++) {
            history.finding("finding." + i);
            history.order("order" + i);
            history.letter("letter" + i);
            history.task("task" + i);
            history.caseReview("review" + i);
            history.inspection("inspection" + i);
        }
        return history.events;
    }

    private String agency() {
        return COUNTIES.get(random.nextInt(COUNTIES.size()));
    }

    private LocalDate due() {
        return DAY.plusDays(random.nextInt(90));
    }

    /** Walks until nothing is left to do, or its time is over. */
    private void walk(
            String id,
            String kind,
            String agency,
            String first,
            List<Way> ways,
            Function<Step, SupervisionEvent> event) {
        Instant at = AT.plus(Duration.ofMinutes(random.nextInt(30 * HOURS)));
        events.add(event.apply(step("open", null, first, 1, at)));
        String status = first;
        for (int version = 2; version < 25; version++) {
            at = at.plus(Duration.ofMinutes(random.nextInt(4 * HOURS)));
            String now = status;
            if (random.nextInt(5) == 0) {
                events.add(new EscalationClimbed(
                        id, kind, agency, above(agency), "DUE_SOON", due(), step("escalate", now, now, version, at)));
                continue;
            }
            List<Way> open = ways.stream().filter(way -> way.from().equals(now)).toList();
            if (open.isEmpty()) {
                return;
            }
            Way way = open.get(random.nextInt(open.size()));
            events.add(event.apply(step(way.move(), now, way.to(), version, at)));
            status = way.to();
        }
    }

    private void finding(String id) {
        String agency = agency();
        String category = "类别 " + random.nextInt(3) + "\t甲";
        String rectify = List.of("IMMEDIATE", "BY_DEADLINE", "SUSTAINED").get(random.nextInt(3));
        String source = random.nextBoolean() ? "INSPECTION" : "COMPLAINT";
        boolean key = random.nextBoolean();
        LocalDate[] due = {random.nextBoolean() ? due() : null};
        walk(id, "findings", agency, "REGISTERED", FINDING, step -> {
            if (List.of("assign", "extension-ruling", "relapse").contains(step.move())) {
                due[0] = due();
            }
            return new FindingMoved(id, agency, above(agency), source, category, rectify, key, due[0], null, step);
        });
    }

    private void order(String id) {
        String agency = agency();
        LocalDate due = due();
        walk(
                id,
                "orders",
                agency,
                "DRAFT",
                ORDER,
                step -> new OrderMoved(id, agency, above(agency), PROVINCE, null, "URGENT", List.of(), due, step));
    }

    private void letter(String id) {
        String agency = agency();
        LocalDate due = random.nextInt(3) == 0 ? null : due();
        String kind = random.nextBoolean() ? "REMINDER" : "SUPERVISION";
        walk(
                id,
                "letters",
                agency,
                random.nextBoolean() ? "DRAFT" : "ISSUED",
                LETTER,
                step -> new LetterMoved(id, agency, above(agency), PROVINCE, kind, null, List.of(), due, step));
    }

    private void task(String id) {
        String agency = agency();
        LocalDate due = due();
        walk(
                id,
                "tasks",
                agency,
                "ISSUED",
                TASK,
                step -> new TaskMoved(id, agency, above(agency), PROVINCE, "list", "1", 1, 50, due, step));
    }

    private void caseReview(String id) {
        String agency = agency();
        Grades grades = new Grades(random.nextInt(5), random.nextInt(5), 1 + random.nextInt(5), 1);
        boolean old = random.nextInt(4) == 0;
        walk(
                id,
                "case-reviews",
                agency,
                "PLANNED",
                CASE_REVIEW,
                step -> new CaseReviewMoved(
                        id,
                        agency,
                        above(agency),
                        PROVINCE,
                        "2024",
                        "draw",
                        10,
                        old || !List.of("GRADED", "CIRCULATED", "ARCHIVED").contains(step.to()) ? null : grades,
                        step));
    }

    private void inspection(String id) {
        List<String> told = new ArrayList<>();
        Instant at = AT.plus(Duration.ofMinutes(random.nextInt(60 * HOURS)));
        for (int version = 1; version < 5; version++) {
            if (version > 2) {
                told.add(agency());
            }
            at = at.plus(Duration.ofMinutes(random.nextInt(4 * HOURS)));
            events.add(new InspectionMoved(
                    id,
                    PROVINCE,
                    PROVINCE,
                    random.nextBoolean(),
                    COUNTIES,
                    told.stream().distinct().toList(),
                    step("feedback", "CONCLUDING", "CONCLUDING", version, at)));
        }
    }
}
