package huikan.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.events.Topics;
import huikan.review.testing.OverHttp;
import huikan.review.testing.Published;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import huikan.review.workflow.Requests.Reason;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

class FindingEventsIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";

    @Autowired
    Cases<Finding, FindingStatus> findings;

    private String assigned() {
        itIs("2024-03-01");
        String finding =
                "/api/findings/" + post(CITY, "/api/findings", """
                                {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                                 'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2024-06-28'}""").is(201).id();
        move(CITY, finding, "assign", "{}").is(200);
        return finding;
    }

    @Test
    void every_step_of_the_trail_is_an_event_with_its_hash_in_order() {
        String finding = assigned();
        move("210902-gov", finding, "claim", null).is(200);
        Trail trail = JSON.treeToValue(get(CITY, finding + "/trail").json(), Trail.class);
        List<FindingMoved> told = Published.events(
                Topics.SUPERVISION, SupervisionEvent.class, FindingMoved.class, one -> finding.endsWith(one.id()), 3);
        assertThat(told)
                .extracting(event -> event.step().hash())
                .containsExactlyElementsOf(
                        trail.steps().stream().map(TrailStep::hash).toList());
        assertThat(told).extracting(event -> event.step().to()).containsExactly("REGISTERED", "ASSIGNED", "RECTIFYING");
        assertThat(told.getLast().above()).containsExactly("210900-gov", "210000-gov");
        assertThat(told).extracting(FindingMoved::registeredBy).containsOnly("210900-gov");
    }

    @ParameterizedTest
    @EnumSource(FindingStatus.class)
    void readers_of_events_call_closed_what_is_closed_here(FindingStatus status) {
        assertThat(FindingMoved.isClosed(status.name())).isEqualTo(status.isClosed());
    }

    @Test
    void of_many_who_decide_at_once_one_is_taken_and_the_trail_has_one_step() throws Exception {
        Finding seen = findings.store()
                .find(assigned().substring("/api/findings/".length()))
                .orElseThrow();
        List<Future<Optional<Finding>>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Person by = new Person("person " + i, "210902-gov");
                boolean claims = i % 2 == 0;
                answers.add(people.submit(() -> claims
                        ? findings.moveBySuite(seen, "claim", new Move.None(), by)
                        : findings.moveBySuite(seen, "dispute", new Reason("x"), by)));
            }
        }
        int taken = 0;
        for (Future<Optional<Finding>> answer : answers) {
            taken += answer.get().isPresent() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
        Trail trail = findings.store().steps().trail(seen.id()).orElseThrow();
        assertThat(trail.steps()).hasSize(3);
        assertThat(trail.faults()).isEmpty();
    }
}
