package huikan.review.finding;

import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Dispute;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Source;
import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class FindingTableIT extends TableOverHttp {

    private static final Person UNIT = new Person("210902-gov", "210902-gov");
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("assign", "{'dueOn': '2024-06-28'}"),
            Map.entry("dispute", "{'reason': 'x'}"),
            Map.entry("dispute-ruling", "{'upheld': true}"),
            Map.entry("plan", "{'measures': [{'text': 'x', 'owner': 'y', 'dueOn': '2024-04-01'}]}"),
            Map.entry("plan-approval", "{'approved': true}"),
            Map.entry("progress", "{'measure': 0, 'percent': 100, 'evidence': ['sha256:" + "a".repeat(64) + "']}"),
            Map.entry("extension", "{'to': '2024-12-31', 'reason': 'x'}"),
            Map.entry("extension-ruling", "{'granted': true}"),
            Map.entry("closure-request", "{'report': 'x'}"),
            Map.entry("refusal", "{'reason': 'x'}"),
            Map.entry("closing", "{}"),
            Map.entry("reopening", "{'reason': 'x'}"),
            Map.entry("transfer", "{'organ': '市纪委监委', 'reason': 'x'}"));

    @Autowired
    Cases<Finding, FindingStatus> findings;

    FindingTableIT() {
        super("findings", Set.of("MERGED", "WAIVED", "CONFIRMED"));
    }

    @Override
    protected String in(String state, String move) {
        return in(FindingStatus.valueOf(state), move.equals("extension-ruling"));
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
                .transfers(List.of())
                .above(List.of("210900-gov", "210000-gov"))
                .superiors(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        findings.openBySuite(finding, "fixture", Person.TIMER).orElseThrow();
        return "/api/findings/" + finding.id();
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "claim" -> null;
            case "merge" ->
                "{'into': '%s'}".formatted(in(FindingStatus.REGISTERED, false).substring("/api/findings/".length()));
            default -> BODIES.get(move);
        };
    }
}
