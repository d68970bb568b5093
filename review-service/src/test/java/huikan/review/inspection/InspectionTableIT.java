package huikan.review.inspection;

import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Objection;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Group;
import huikan.review.matter.Actor;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class InspectionTableIT extends TableOverHttp<InspectionStatus, InspectionMove> {

    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);
    private static final Person SOMEBODY = new Person("somebody", "210900-gov");

    @Autowired
    Matters<InspectionStatus, Inspection> inspections;

    @Autowired
    Desk<InspectionStatus, Inspection, InspectionMove> desk;

    InspectionTableIT() {
        super(InspectionStatus.class, InspectionMove.class, Set.of(InspectionStatus.CLOSED));
    }

    @Override
    protected String in(InspectionStatus status, InspectionMove move) {
        Inspection inspection = InspectionBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210900-gov")
                .status(status)
                .title("x")
                .content("x")
                .under("210900-gov")
                .from(DAY)
                .to(DAY)
                .announced(true)
                .by(SOMEBODY)
                .groups(List.of(new Group(1, "210900-gov.inspector", List.of("b"), List.of(), null)))
                .batches(List.of(new Batch(
                        1, 1, DAY, DAY, "x", move == InspectionMove.CONCLUDE || isLater(status) ? DAY : null)))
                .units(units(move))
                .visitedIn(List.of())
                .above(List.of("210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        inspections
                .open(
                        new Change<>(inspection, new Made("propose", "somebody", null, clock.instant()), null),
                        desk.told())
                .orElseThrow();
        return "/api/inspections/" + inspection.id();
    }

    private static boolean isLater(InspectionStatus status) {
        return status.compareTo(InspectionStatus.RUNNING) > 0;
    }

    private static List<InspectedUnit> units(InspectionMove move) {
        InspectedUnit visited = InspectedUnit.of("210902-gov", List.of("210900-gov", "210000-gov"), 1)
                .withBatch(1)
                .visited(new Paper("x", List.of("a", "b"), List.of(), List.of(), SOMEBODY, DAY));
        InspectedUnit told = move == InspectionMove.FEEDBACK
                ? visited
                : visited.withFeedback(new Feedback(null, List.of(), SOMEBODY, DAY));
        InspectedUnit one = move == InspectionMove.OBJECTION_RULING
                ? told.withObjection(new Objection("x", SOMEBODY, DAY, null, null, null))
                : told;
        InspectedUnit fresh = InspectedUnit.of("210903-gov", List.of("210900-gov"), 1);
        return move == InspectionMove.BATCH ? List.of(one, fresh) : List.of(one);
    }

    @Override
    protected String body(InspectionMove move) {
        return switch (move) {
            case GROUPS -> """
                    {'groups': [{'leader': '210900-gov.inspector', 'members': ['b'], 'agencies': ['210902-gov']}]}""";
            case BATCH -> """
                    {'group': 1, 'agencies': ['210903-gov'], 'from': '2024-03-01', 'to': '2024-03-01'}""";
            case VISIT -> """
                    {'agency': '210902-gov', 'record': 'x', 'signedBy': ['210900-gov.inspector', 'b']}""";
            case BATCH_CLOSING -> "{'batch': 1, 'report': 'x'}";
            case OBJECTION -> "{'reason': 'x'}";
            case OBJECTION_RULING -> "{'agency': '210902-gov', 'upheld': false}";
            case CLOSE -> "{'summary': 'x'}";
            default -> null;
        };
    }

    @Override
    protected String actor(InspectionMove move) {
        if (move.by().contains(Actor.VERIFIER)) {
            return "210900-gov.inspector";
        }
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }
}
