package huikan.review.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.Grades;
import huikan.events.Topics;
import huikan.review.testing.OverHttp;
import huikan.review.testing.Published;
import huikan.review.workflow.Cases;
import huikan.review.workflow.CutShort;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import huikan.trail.Trail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CaseReviewsIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";
    private static final String FIRST = "210903-gov.inspector";
    private static final String SECOND = "210200-gov.inspector";
    private static final String DIGEST = "sha256:" + "c".repeat(64);

    @Autowired
    Cases<CaseReview, CaseReviewStatus> reviews;

    @Autowired
    CutShort cases;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private static String plan(int count) {
        return """
                {'agency': '210902-gov', 'title': '2023年行政处罚案卷评查', 'from': '2023-01-01', 'to': '2023-12-31', 'count': %d,
                 'standard': {'name': '行政处罚案卷评查标准', 'version': '2024',
                   'criteria': [{'code': 'A', 'text': '程序', 'points': 60}, {'code': 'B', 'text': '文书', 'points': 40}],
                   'vetoes': [{'code': 'V1', 'text': '无执法资格'}]},
                 'scorers': [{'login': '210903-gov.inspector', 'agency': '210903-gov'},
                             {'login': '210200-gov.inspector', 'agency': '210200-gov'}]}
                """.formatted(count);
    }

    private static String pool(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> "{'ref': '罚〔2023〕%d号', 'title': '案%d'}".formatted(i, i))
                .collect(Collectors.joining(", ", "{'files': [", "]}"));
    }

    private String planned(int count) {
        return "/api/case-reviews/"
                + post(CITY, "/api/case-reviews", plan(count)).is(201).id();
    }

    /** Its drawn files, the last one missing where it is said. */
    private List<String> collected(String review, boolean lastIsMissing) {
        List<String> refs = new ArrayList<>();
        move(CITY, review, "draw", pool(20))
                .is(200)
                .json()
                .path("files")
                .forEach(file -> refs.add(file.path("ref").asString()));
        String handed = refs.stream()
                .map(ref -> lastIsMissing && ref.equals(refs.getLast())
                        ? "{'ref': '%s', 'missing': true, 'reason': '丢失'}".formatted(ref)
                        : "{'ref': '%s', 'evidence': ['%s']}".formatted(ref, DIGEST))
                .collect(Collectors.joining(", "));
        move(UNIT, review, "hand-over", "{'files': [" + handed + "]}").is(200);
        return refs;
    }

    private Answer score(String who, String review, String ref, double first, double second, String more) {
        return move(
                who,
                review,
                "score",
                "{'ref': '%s', 'points': {'A': %s, 'B': %s}%s}".formatted(ref, first, second, more));
    }

    @Test
    void drawn_files_are_scored_by_two_graded_and_what_is_wrong_becomes_findings() {
        String review = planned(4);
        get(UNIT, review).problem(404, "matter-unknown");
        List<String> refs = collected(review, true);
        assertThat(refs).hasSize(4).doesNotHaveDuplicates();
        for (String who : List.of(FIRST, SECOND)) {
            score(who, review, refs.get(0), 58.5, 35, "").is(200);
            score(who, review, refs.get(1), who.equals(FIRST) ? 40 : 50, 30, ", 'problems': ['未告知陈述申辩权']")
                    .is(200);
            score(who, review, refs.get(2), 60, 40, who.equals(FIRST) ? ", 'vetoes': ['V1']" : "")
                    .is(200);
        }
        Answer scored = get(UNIT, review);
        assertThat(scored.text("status")).isEqualTo("SCORED");
        Answer early = move(CITY, review, "confirm", null);
        early.problem(409, "move-impossible");
        assertThat(early.text("detail")).contains("2024-03-08");
        itIs("2024-03-11");
        move(UNIT, review, "object", "{'files': ['%s'], 'reason': 'x'}".formatted(refs.get(1)))
                .problem(409, "move-impossible");
        var files = move(CITY, review, "confirm", null).is(200).json().path("files");
        assertThat(files.path(0).path("grade").asString()).isEqualTo("EXCELLENT");
        assertThat(files.path(0).path("mark").asDouble()).isEqualTo(93.5);
        assertThat(files.path(1).path("grade").asString()).isEqualTo("QUALIFIED");
        assertThat(files.path(1).path("mark").asDouble()).isEqualTo(75);
        assertThat(files.path(2).path("grade").asString()).as("a veto").isEqualTo("UNQUALIFIED");
        assertThat(files.path(3).path("grade").asString()).as("missing").isEqualTo("UNQUALIFIED");
        move(CITY, review, "circulate", null).is(200);
        String id = review.substring("/api/case-reviews/".length());
        List<CaseReviewMoved> told = Published.events(
                Topics.SUPERVISION,
                SupervisionEvent.class,
                CaseReviewMoved.class,
                one -> one.id().equals(id) && !one.step().to().equals("COLLECTED"),
                5);
        assertThat(told)
                .extracting(one -> one.step().to() + " " + one.grades())
                .startsWith("PLANNED null", "SAMPLED null", "SCORED null")
                .contains("GRADED " + new Grades(1, 1, 2, 1), "CIRCULATED " + new Grades(1, 1, 2, 1));
        List<String> findings = new ArrayList<>();
        all(CITY, "/api/findings?agency=210902-gov&limit=500").forEach(finding -> {
            if (finding.path("source").path("ref").asString().equals(id)) {
                findings.add(finding.path("source").path("kind").asString() + " "
                        + finding.path("title").asString() + " "
                        + finding.path("key").asBoolean());
            }
        });
        assertThat(findings)
                .containsExactlyInAnyOrder(
                        "CASE_REVIEW " + refs.get(1) + "：未告知陈述申辩权 false",
                        "CASE_REVIEW " + refs.get(2) + "：案卷不合格 true",
                        "CASE_REVIEW " + refs.get(3) + "：案卷缺失：丢失 false");
        var statistics = get(CITY, "/api/case-reviews/statistics?under=210902-gov&from=2024-03-11&to=2024-03-11")
                .is(200)
                .json()
                .path("items")
                .path(0);
        assertThat(statistics.path("agency").asString()).isEqualTo("210902-gov");
        assertThat(statistics.path("missing").asInt()).isPositive();
        itIs("2024-05-31");
        await().untilAsserted(() -> assertThat(get(CITY, review).text("status")).isEqualTo("ARCHIVED"));
        Trail trail = JSON.treeToValue(get(UNIT, review + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        // anyone can check which files were to be drawn
        assertThat(post(CITY, "/api/draws/" + get(CITY, review).text("draw") + "/verification", null)
                        .is(200)
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
    }

    /** An attachment may be named a moment before it is known of. */
    @Test
    void all_evidence_that_is_nowhere_is_waited_for_together() {
        String review = planned(5);
        List<String> refs = new ArrayList<>();
        move(CITY, review, "draw", pool(20))
                .is(200)
                .json()
                .path("files")
                .forEach(file -> refs.add(file.path("ref").asString()));
        String files = refs.stream()
                .map(ref -> "{'ref': '%s', 'evidence': ['sha256:%s']}".formatted(ref, "0".repeat(64)))
                .collect(Collectors.joining(", "));
        long began = System.nanoTime();
        assertThat(move(UNIT, review, "hand-over", "{'files': [" + files + "]}").problem(422, "matter-invalid"))
                .hasSize(5)
                .allMatch(error -> error.endsWith("/evidence/0 evidence.unknown"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void an_objection_is_made_once_and_ruled_on_by_who_did_not_score() {
        String review = planned(1);
        String ref = collected(review, false).getFirst();
        score(FIRST, review, ref, 30, 20, ", 'vetoes': ['V1']").is(200);
        assertThat(score(SECOND, review, ref, 30, 20, "").is(200).text("status"))
                .isEqualTo("SCORED");
        assertThat(move(UNIT, review, "object", "{'files': ['不存在'], 'reason': ' '}")
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder("/reason field.missing", "/files/0 file.unknown");
        move(UNIT, review, "object", "{'files': ['%s'], 'reason': '证件有效'}".formatted(ref))
                .is(200);
        assertThat(move(CITY, review, "reconsider", "{'rulings': []}").problem(422, "matter-invalid"))
                .containsExactly("/rulings files.count");
        move(CITY, review, "reconsider", "{'rulings': [{'ref': '%s', 'mark': 88.5, 'vetoed': false}]}".formatted(ref))
                .is(200);
        move(UNIT, review, "object", "{'files': ['%s'], 'reason': 'x'}".formatted(ref))
                .problem(409, "move-impossible");
        var graded =
                move(CITY, review, "confirm", null).is(200).json().path("files").path(0);
        assertThat(graded.path("grade").asString()).isEqualTo("QUALIFIED");
        assertThat(graded.path("mark").asDouble()).isEqualTo(88.5);
    }

    @Test
    void scorers_are_two_people_of_two_other_units_and_nobody_else_scores() {
        assertThat(post(CITY, "/api/case-reviews", plan(1).replace("210200-gov", "210902-gov"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/scorers/1/agency scorer.own");
        assertThat(post(CITY, "/api/case-reviews", plan(1).replace("210200-gov", "210903-gov"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/scorers scorer.twice");
        post("210902-gov.supervisor", "/api/case-reviews", plan(1)).problem(403, "move-not-yours");
        String review = planned(1);
        String ref = collected(review, false).getFirst();
        score(CITY, review, ref, 1, 1, "").problem(403, "move-not-yours");
        score(UNIT, review, ref, 1, 1, "").problem(403, "move-not-yours");
        score("210903-gov.supervisor", review, ref, 1, 1, "").problem(403, "move-not-yours");
        assertThat(score(FIRST, review, ref, 60.25, 41, ", 'vetoes': ['?']").problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder("/points/A number.range", "/points/B number.range", "/vetoes code.unknown");
        // the same person twice is one score, the later one
        score(FIRST, review, ref, 1, 1, "").is(200);
        assertThat(score(FIRST, review, ref, 2, 2, "").is(200).text("status")).isEqualTo("COLLECTED");
    }

    @Test
    void the_points_of_a_standard_add_up_and_its_codes_are_named_once() {
        assertThat(post(CITY, "/api/case-reviews", plan(0).replace("'points': 60", "'points': 50"))
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder("/standard/criteria points.sum", "/count number.range");
        assertThat(post(CITY, "/api/case-reviews", plan(1).replace("'V1'", "'A'"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/standard/vetoes/0/code code.twice");
    }

    @Test
    void files_that_are_not_handed_over_are_urged_for_and_every_one_is_accounted_for() {
        String review = planned(2);
        assertThat(move(CITY, review, "draw", pool(1)).problem(422, "matter-invalid"))
                .containsExactly("/files items.count");
        Answer drawn = move(CITY, review, "draw", pool(5)).is(200);
        assertThat(drawn.text("dueOn")).isEqualTo("2024-03-08");
        String ref = drawn.json().path("files").path(0).path("ref").asString();
        assertThat(move(
                                UNIT,
                                review,
                                "hand-over",
                                "{'files': [{'ref': '%s'}, {'ref': '?', 'missing': true}]}".formatted(ref))
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/files/0/evidence field.unfitting", "/files/1/ref file.unknown", "/files files.left");
        itIs("2024-03-12");
        assertThat(get(UNIT, review).json().path("overdue").asBoolean()).isTrue();
        await().untilAsserted(
                        () -> assertThat(get(CITY, review + "/trail").json().path("steps"))
                                .anyMatch(step -> step.path("move").asString().equals("escalate")));
    }

    /** A plan may say of anybody that they are of another unit. */
    @Test
    void nobody_of_the_unit_scores_its_files_whatever_the_plan_says_of_them() {
        String review = "/api/case-reviews/"
                + post(CITY, "/api/case-reviews", plan(1).replace("210200-gov.inspector", "210902-gov.supervisor"))
                        .is(201)
                        .id();
        String ref = collected(review, false).getFirst();
        score("210902-gov.supervisor", review, ref, 60, 40, "").problem(403, "move-not-yours");
        assertThat(get("210902-gov.supervisor", review).moves()).doesNotContain("score");
        score(FIRST, review, ref, 60, 40, "").is(200);
    }

    @Test
    void a_pool_that_was_frozen_is_not_drawn_from_again_with_other_files() {
        String review = planned(1);
        Answer drawn = move(CITY, review, "draw", pool(3)).is(200);
        // as if it had been cut short between the draw and what was drawn
        cases.undo(
                reviews,
                drawn.id(),
                one -> one.withStatus(CaseReviewStatus.PLANNED).withDrawn(List.of()));
        String others = pool(3).replace("罚", "许");
        assertThat(move(CITY, review, "draw", others).problem(422, "matter-invalid"))
                .containsExactly("/files pool.frozen");
        assertThat(move(CITY, review, "draw", pool(3)).is(200).json().path("files"))
                .isEqualTo(drawn.json().path("files"));
    }

    @Test
    void a_circulation_that_was_cut_short_is_gone_on_with_and_registers_each_finding_once() {
        String review = planned(1);
        String ref = collected(review, true).getFirst();
        itIs("2024-03-11");
        move(CITY, review, "confirm", null).is(200);
        CaseReview graded = reviews.store()
                .find(review.substring("/api/case-reviews/".length()))
                .orElseThrow();
        reviews.moveBySuite(graded, "circulate", new Move.None(), new Person(CITY, "210900-gov"))
                .orElseThrow();
        await().untilAsserted(() -> assertThat(
                        get(CITY, review).json().path("awaited").path("what").asString())
                .isEqualTo("ARCHIVING"));
        assertThat(all(CITY, "/api/findings?agency=210902-gov&limit=500"))
                .filteredOn(
                        finding -> finding.path("source").path("ref").asString().equals(graded.id()))
                .hasSize(1)
                .allMatch(finding -> finding.path("title").asString().startsWith(ref));
    }
}
