package huikan.review.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.reminder.Obligations;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.NewCase;
import huikan.review.testing.OverHttp;
import huikan.service.consuming.CloudEvents;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

/** Of several reasons to refuse a move, which one is told: of every kind, and of as many reasons at once as there can be. */
class RefusalsIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";
    private static final String STALE = "\"77\"";
    private static final String UNREADABLE = "{'nonsense";
    private static final Superior SUPERIOR = new Superior("210900-gov", AgencyLevel.CITY);

    /**
     * A case in a state.
     *
     * @param actor whose move it is
     * @param impossible a move of theirs that is not made in this state
     * @param possible one that is, and that asks for something; null for none
     */
    private record Refused(String kind, String actor, String impossible, String possible, String wrong) {}

    private static final List<Refused> KINDS = List.of(
            new Refused("findings", CITY, "closing", "merge", "{'into': 'nothing'}"),
            new Refused("orders", CITY, "complete", null, null),
            new Refused("letters", CITY, "close", "withdraw", "{'reason': ''}"),
            new Refused("inspections", CITY, "look-back", null, null),
            new Refused("reinspections", CITY, "assign", null, null),
            new Refused("case-reviews", CITY, "confirm", "draw", "{'files': []}"),
            new Refused("task-lists", CITY, "issue", null, null),
            new Refused("draws", CITY, "reveal", null, null),
            new Refused("tasks", CITY, "confirm", "adjust", "{'dueOn': '2000-01-01'}"),
            new Refused("reminders", CITY, "close", null, null),
            new Refused("requests", UNIT, "ask-again", null, null),
            new Refused("reviews", "210900-gov.reviewer", "recall", "decisions", "{'decision': 'RETURN'}"));

    @Autowired
    Obligations obligations;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @TestFactory
    Stream<DynamicContainer> what_is_refused_first() {
        itIs("2024-03-01");
        return KINDS.stream().map(kind -> dynamicContainer(kind.kind, refused(kind, opened(kind.kind))));
    }

    @Test
    void every_kind_is_among_them() {
        assertThat(KINDS).extracting(Refused::kind).containsExactlyInAnyOrder(CaseController.KINDS.split("\\|"));
    }

    private Stream<DynamicTest> refused(Refused of, String path) {
        String move = path + "/" + of.impossible;
        String version = "\"" + get("admin", path).json().path("version").asString() + "\"";
        Stream<DynamicTest> impossible = Stream.of(
                dynamicTest(
                        "who does not see it hears 404",
                        () -> post("210200-gov.supervisor", move, UNREADABLE, "If-Match", STALE)
                                .is(404)),
                dynamicTest(
                        "a move that there is not is 404, whoever asks",
                        () -> post("210900-gov.viewer", path + "/imagined", UNREADABLE, "If-Match", STALE)
                                .is(404)),
                dynamicTest(
                        "whose move it is not hears 403",
                        () -> post("210900-gov.viewer", move, UNREADABLE, "If-Match", STALE)
                                .is(403)),
                dynamicTest(
                        "without a version it is 428",
                        () -> post(of.actor, move, UNREADABLE).is(428)),
                dynamicTest(
                        "with a stale one it is 412",
                        () -> post(of.actor, move, UNREADABLE, "If-Match", STALE)
                                .problem(412, "stale")),
                dynamicTest(
                        "a move that is not possible is 409",
                        () -> post(of.actor, move, UNREADABLE, "If-Match", version)
                                .is(409)));
        Stream<DynamicTest> possible = of.possible == null
                ? Stream.of()
                : Stream.of(
                        dynamicTest(
                                "what is asked for with a stale version is 412",
                                () -> post(of.actor, path + "/" + of.possible, of.wrong, "If-Match", STALE)
                                        .problem(412, "stale")),
                        dynamicTest(
                                "what cannot be read is 400",
                                () -> post(of.actor, path + "/" + of.possible, UNREADABLE, "If-Match", version)
                                        .is(400)),
                        dynamicTest(
                                "a wrong request is 422",
                                () -> post(of.actor, path + "/" + of.possible, of.wrong, "If-Match", version)
                                        .is(422)));
        return Stream.concat(impossible, possible);
    }

    /** A case of this kind, of which its row is true. */
    private String opened(String kind) {
        return switch (kind) {
            case "tasks" -> task(moved("task-lists"));
            case "task-lists", "draws" -> moved(kind);
            case "reminders" -> reminder();
            case "requests" -> request();
            case "reviews" -> review();
            default -> fresh(kind);
        };
    }

    private String fresh(String kind) {
        return "/api/" + kind + "/"
                + post(CITY, "/api/" + kind, NewCase.of(kind).body()).is(201).id();
    }

    private String moved(String kind) {
        String path = fresh(kind);
        move(CITY, path, NewCase.of(kind).move(), NewCase.of(kind).moved()).is(200);
        return path;
    }

    private String task(String list) {
        return "/api/tasks/"
                + get(CITY, "/api/tasks?limit=500")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(one -> list.endsWith(one.path("list").asString()))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
    }

    /** The cycle in which it owes a filing. */
    private String owed() {
        String cycle = "annual-" + UUID.randomUUID();
        obligations.follow(List.of(new ObligationOpened(
                cycle,
                UNIT,
                AgencyLevel.COUNTY,
                List.of(SUPERIOR),
                LocalDate.parse("2024-03-04"),
                null,
                null,
                null,
                clock.instant())));
        return cycle;
    }

    private String request() {
        return "/api/requests/"
                + post(
                                UNIT,
                                "/api/requests",
                                "{'cycle': '%s', 'agency': '%s', 'wish': 'EXCUSE', 'reason': 'x'}"
                                        .formatted(owed(), UNIT))
                        .is(201)
                        .id();
    }

    /** One that a superior has ended. */
    private String reminder() {
        String cycle = owed();
        await().until(() ->
                !get(CITY, "/api/reminders?cycle=" + cycle).json().path("items").isEmpty());
        String path = "/api/reminders/"
                + get(CITY, "/api/reminders?cycle=" + cycle)
                        .json()
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        move(CITY, path, "close", "{'reason': 'x'}").is(200);
        return path;
    }

    private String review() {
        SubmissionAccepted accepted =
                AcceptedFiling.under(SUPERIOR).agency(UNIT).at(clock.instant()).event();
        kafka.send(CloudEvents.record(accepted, accepted.id(), "/test", clock.instant()));
        String path = "/api/reviews/" + accepted.id();
        await().until(() -> get("210900-gov.reviewer", path).status() == 200);
        return path;
    }
}
