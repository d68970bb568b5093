package huikan.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.finding.Finding.Assignment;
import huikan.review.matter.Awaited;
import huikan.review.finding.Finding.Dispute;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Measure;
import huikan.review.matter.Person;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Source;
import huikan.review.matter.Actor;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.testing.OverHttp;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole table over HTTP: every move in every state, those that it allows and those that it does not. */
class FindingTableIT extends OverHttp {

    private static final Person UNIT = new Person("210902-gov", "210902-gov");
    private static final Map<FindingMove, String> BODIES = Map.ofEntries(
            Map.entry(FindingMove.ASSIGN, "{'dueOn': '2024-06-28'}"),
            Map.entry(FindingMove.DISPUTE, "{'reason': 'x'}"),
            Map.entry(FindingMove.DISPUTE_RULING, "{'upheld': true}"),
            Map.entry(FindingMove.PLAN, "{'measures': [{'text': 'x', 'owner': 'y', 'dueOn': '2024-04-01'}]}"),
            Map.entry(FindingMove.PLAN_APPROVAL, "{'approved': true}"),
            Map.entry(
                    FindingMove.PROGRESS,
                    "{'measure': 0, 'percent': 100, 'evidence': ['sha256:" + "0".repeat(64) + "']}"),
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

    static Stream<FindingMove> people() {
        return Arrays.stream(FindingMove.values())
                .filter(move -> !move.leads().isEmpty())
                .filter(move -> !move.by().equals(java.util.Set.of(Actor.SYSTEM)));
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

    private String body(FindingMove move) {
        return switch (move) {
            case CLAIM -> null;
            case MERGE ->
                "{'into': '%s'}".formatted(in(FindingStatus.REGISTERED, false).substring("/api/findings/".length()));
            default -> BODIES.get(move);
        };
    }

    private static String actor(FindingMove move) {
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }

    @ParameterizedTest
    @MethodSource("people")
    void a_move_is_made_where_the_table_has_it_and_nowhere_else(FindingMove move) {
        itIs("2024-03-01");
        for (FindingStatus status : FindingStatus.values()) {
            String finding = in(status, move == FindingMove.EXTENSION_RULING);
            boolean offered = get(actor(move), finding).moves().contains(move.path());
            Answer answer = move(actor(move), finding, move.path(), body(move));
            assertThat(offered).as("%s is offered when it is %s", move, status).isEqualTo(move.possibleIn(status));
            if (move.possibleIn(status)) {
                answer.is(200);
                assertThat(move.leads().get(status)).contains(FindingStatus.valueOf(answer.text("status")));
            } else {
                answer.problem(409, "move-impossible");
                assertThat(get("admin", finding).json().path("version").asLong())
                        .as("nothing was changed")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void what_only_the_suite_does_has_no_path() {
        String finding = in(FindingStatus.REINSPECTING, false);
        for (String move : List.of("confirm", "relapse", "sample", "escalate", "urge", "register", "imagined")) {
            post("210900-gov.supervisor", finding + "/" + move, "{}", "If-Match", "\"1\"")
                    .is(404);
        }
    }

    @Test
    void every_state_but_the_last_ones_is_left_by_some_move() {
        for (FindingStatus status : FindingStatus.values()) {
            boolean left = Arrays.stream(FindingMove.values())
                    .anyMatch(move -> move.leads().getOrDefault(status, java.util.Set.of()).stream()
                            .anyMatch(to -> to != status));
            assertThat(left)
                    .as("%s", status)
                    .isEqualTo(!List.of(FindingStatus.MERGED, FindingStatus.WAIVED, FindingStatus.CONFIRMED)
                            .contains(status));
        }
    }
}
