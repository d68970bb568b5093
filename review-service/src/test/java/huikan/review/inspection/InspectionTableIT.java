package huikan.review.inspection;

import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Objection;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Dated;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Member;
import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.review.workflow.PutParts;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class InspectionTableIT extends TableOverHttp {

    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);
    private static final Person SOMEBODY = new Person("somebody", "210900-gov");

    @Autowired
    Cases<Inspection, InspectionStatus> inspections;

    @Autowired
    CaseParts<InspectedUnit> units;

    @Autowired
    PutParts parts;

    InspectionTableIT() {
        super("inspections", Set.of("CLOSED"));
    }

    @Override
    protected String in(String state, String move) {
        Inspection inspection = InspectionBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210900-gov")
                .status(InspectionStatus.valueOf(state))
                .title("x")
                .content("x")
                .under("210900-gov")
                .from(DAY)
                .to(DAY)
                .announced(true)
                .by(SOMEBODY)
                .groups(List.of(new Group(1, "210900-gov.inspector", List.of("b"), List.of(), null)))
                .batches(List.of(new Batch(
                        1,
                        1,
                        DAY,
                        DAY,
                        "x",
                        move.equals("conclude") || isLater(InspectionStatus.valueOf(state)) ? DAY : null)))
                .members(
                        move.equals("batch")
                                ? List.of(member("210902-gov", 1), member("210903-gov", null))
                                : List.of(member("210902-gov", 1)))
                .told(move.equals("feedback") ? List.of() : List.of(new Dated("210902-gov", DAY)))
                .objected(move.equals("objection-ruling") ? List.of(new Dated("210902-gov", DAY)) : List.of())
                .objecting(move.equals("objection-ruling") ? List.of("210902-gov") : List.of())
                .touched(List.of())
                .visitedIn(List.of())
                .above(List.of("210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        inspections.openBySuite(inspection, "fixture", Person.TIMER).orElseThrow();
        parts.put(units.part(inspection.id(), "210902-gov", unit(move)));
        return "/api/inspections/" + inspection.id();
    }

    private static Member member(String agency, Integer batch) {
        return new Member(agency, List.of("210900-gov", "210000-gov"), 1, batch);
    }

    private static boolean isLater(InspectionStatus status) {
        return status.compareTo(InspectionStatus.RUNNING) > 0;
    }

    private InspectedUnit unit(String move) {
        InspectedUnit visited = InspectedUnit.of("210902-gov").withVisits(1);
        InspectedUnit told =
                move.equals("feedback") ? visited : visited.withFeedback(new Feedback(null, List.of(), SOMEBODY, DAY));
        return move.equals("objection-ruling")
                ? told.withObjection(new Objection("x", SOMEBODY, DAY, null, null, null))
                : told;
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "groups" -> """
                    {'groups': [{'leader': '210900-gov.inspector', 'members': ['b'], 'agencies': ['210902-gov']}]}""";
            case "batch" -> """
                    {'group': 1, 'agencies': ['210903-gov'], 'from': '2024-03-01', 'to': '2024-03-01'}""";
            case "visit" -> """
                    {'agency': '210902-gov', 'record': 'x', 'signedBy': ['210900-gov.inspector', 'b']}""";
            case "batch-closing" -> "{'batch': 1, 'report': 'x'}";
            case "objection" -> "{'reason': 'x'}";
            case "objection-ruling" -> "{'agency': '210902-gov', 'upheld': false}";
            case "close" -> "{'summary': 'x'}";
            default -> null;
        };
    }

    @Override
    protected String actor(String move) {
        if (move.equals("visit") || move.equals("batch-closing")) {
            return "210900-gov.inspector";
        }
        return isOfTheUnit(move) ? "210902-gov" : "210900-gov.supervisor";
    }
}
