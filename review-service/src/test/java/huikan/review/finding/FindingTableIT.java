package huikan.review.finding;

import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Dispute;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Source;
import huikan.review.matter.Actor;
import huikan.review.matter.Awaited;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class FindingTableIT extends TableOverHttp<FindingStatus, FindingMove> {

    private static final Person UNIT = new Person("210902-gov", "210902-gov");
    private static final Map<FindingMove, String> BODIES = Map.ofEntries(
            Map.entry(FindingMove.ASSIGN, "{'dueOn': '2024-06-28'}"),
            Map.entry(FindingMove.DISPUTE, "{'reason': 'x'}"),
            Map.entry(FindingMove.DISPUTE_RULING, "{'upheld': true}"),
            Map.entry(FindingMove.PLAN, "{'measures': [{'text': 'x', 'owner': 'y', 'dueOn': '2024-04-01'}]}"),
            Map.entry(FindingMove.PLAN_APPROVAL, "{'approved': true}"),
            Map.entry(
                    FindingMove.PROGRESS,
                    "{'measure': 0, 'percent': 100, 'evidence': ['sha256:" + "a".repeat(64) + "']}"),
            Map.entry(FindingMove.EXTENSION, "{'to': '2024-12-31', 'reason': 'x'}"),
            Map.entry(FindingMove.EXTENSION_RULING, "{'granted': true}"),
            Map.entry(FindingMove.CLOSURE_REQUEST, "{'report': 'x'}"),
            Map.entry(FindingMove.REFUSAL, "{'reason': 'x'}"),
            Map.entry(FindingMove.CLOSING, "{}"),
            Map.entry(FindingMove.REOPENING, "{'reason': 'x'}"));

    @Autowired
    Findings findings;

    @Autowired
    Desk<FindingStatus, Finding, FindingMove> desk;

    FindingTableIT() {
        super(
                FindingStatus.class,
                FindingMove.class,
                Set.of(FindingStatus.MERGED, FindingStatus.WAIVED, FindingStatus.CONFIRMED));
    }

    @Override
    protected String in(FindingStatus status, FindingMove move) {
        return in(status, move == FindingMove.EXTENSION_RULING);
    }

    private String in(FindingStatus status, boolean extensionAsked) {
        LocalDate today = LocalDate.of(2024, 3, 1);
        LocalDate due = LocalDate.of(2024, 6, 28);
        Finding finding = FindingBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(status)
                .source(new Source(Source.Kind.INSPECTION, null))
                .title("x")
                .description("x")
                .category("X")
                .rectify(Rectify.BY_DEADLINE)
                .dueOn(due)
                .registeredBy(new Person("210900-gov.inspector", "210900-gov"))
                .assignment(new Assignment("210902-gov", List.of(), UNIT, today))
                .dispute(status == FindingStatus.DISPUTED ? new Dispute("x", UNIT, today, null, null) : null)
                .plan(new Plan(List.of(new Measure("x", "y", due, 100)), UNIT, today, true, null))
                .progress(List.of())
                .extensions(extensionAsked ? List.of(new Extension(due, "x", UNIT, today, null, null)) : List.of())
                .refusals(List.of())
                .verifications(List.of())
                .reopenings(List.of())
                .looks(List.of())
                .awaited(new Awaited(Awaited.What.CLAIM, due, false))
                .above(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        Made made = new Made("register", "somebody", null, Instant.parse("2024-03-01T01:00:00Z"));
        findings.matters().open(new Change<>(finding, made, null), desk.told()).orElseThrow();
        return "/api/findings/" + finding.id();
    }

    @Override
    protected String body(FindingMove move) {
        return switch (move) {
            case CLAIM -> null;
            case MERGE ->
                "{'into': '%s'}".formatted(in(FindingStatus.REGISTERED, false).substring("/api/findings/".length()));
            default -> BODIES.get(move);
        };
    }

    @Override
    protected String actor(FindingMove move) {
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }
}
