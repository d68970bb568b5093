package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import huikan.review.testing.OverHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Deadlines, each by itself. */
class DeadlinesIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String BROKEN = "a-broken-finding";

    @Autowired
    MongoDatabase database;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void aDay() {
        itIs("2034-03-01");
    }

    @AfterEach
    void mended() {
        database.getCollection("findings").deleteOne(eq(BROKEN));
    }

    private String assigned(String dueOn) {
        String finding = "/api/findings/"
                + post(CITY, "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '%s'}""".formatted(dueOn)).is(201).id();
        move(CITY, finding, "assign", "{}").is(200);
        return finding;
    }

    private double failing() {
        return meters.get("huikan.deadlines.failing")
                .tag("kind", "findings")
                .gauge()
                .value();
    }

    /** It cannot even be read; it is the oldest that is due. */
    @Test
    void one_whose_deadline_cannot_be_handled_keeps_nobody_from_theirs() {
        String finding = assigned("2034-06-30");
        database.getCollection("findings")
                .insertOne(new Document("_id", BROKEN).append("status", "NONE").append("alarm", new Date(0)));
        itIs("2034-03-10");
        await().untilAsserted(() -> assertThat(
                        get(CITY, finding).json().path("awaited").path("urged").asBoolean())
                .isTrue());
        await().untilAsserted(() -> assertThat(database.getCollection("findings")
                        .find(eq(BROKEN))
                        .first()
                        .getDate("alarm"))
                .as("it is tried again later")
                .isAfter(clock.instant()));
        assertThat(failing()).isEqualTo(1);
    }

    @Test
    void of_every_kind_one_that_fails_keeps_none_behind_it() {
        for (String kind : CaseController.KINDS.split("\\|")) {
            MongoCollection<Document> cases = database.getCollection(kind);
            List<String> broken = List.of(BROKEN + "-1", BROKEN + "-2");
            broken.forEach(id -> cases.insertOne(
                    new Document("_id", id).append("status", "NONE").append("alarm", new Date(broken.indexOf(id)))));
            await().alias(kind)
                    .untilAsserted(() -> assertThat(cases.find(in("_id", broken)))
                            .hasSize(2)
                            .allMatch(one -> one.getDate("alarm").toInstant().isAfter(clock.instant())));
            cases.deleteMany(in("_id", broken));
        }
    }

    @Test
    void one_that_failed_and_is_handled_counts_no_more() {
        String finding = assigned("2034-06-30");
        database.getCollection("findings")
                .updateOne(
                        eq(finding.substring("/api/findings/".length())),
                        Updates.combine(Updates.set("failed", new Date(0)), Updates.set("alarm", new Date(0))));
        await().untilAsserted(() -> assertThat(database.getCollection("findings")
                        .find(eq(finding.substring("/api/findings/".length())))
                        .first())
                .doesNotContainKey("failed"));
        assertThat(failing()).isZero();
    }

    private long letters(String finding) {
        return get(CITY, "/api/letters?agency=210902-gov&limit=500")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("findings").toString().contains(finding.substring("/api/findings/".length())))
                .count();
    }

    /** As if the process had ended after the rung was climbed, and the finding was closed before another went on. */
    @Test
    void one_that_was_closed_since_its_rung_was_climbed_gets_no_letter() {
        String finding = assigned("2034-03-31");
        String id = finding.substring("/api/findings/".length());
        move("210902-gov", finding, "claim", null).is(200);
        itIs("2034-04-20");
        await().untilAsserted(() -> assertThat(letters(finding)).isEqualTo(1));
        move("210902-gov", finding, "closure-request", "{'report': 'x'}").is(200);
        move(CITY, finding, "closing", "{}").is(200);
        database.getCollection("letters").deleteMany(eq("findings", id));
        database.getCollection("findings").updateOne(eq(id), Updates.set("alarm", new Date(0)));
        await().untilAsserted(() -> assertThat(
                        database.getCollection("findings").find(eq(id)).first())
                .doesNotContainKey("alarm"));
        assertThat(letters(finding)).isZero();
    }

    /** Cut short between two writes, a draft of it would be left to whoever it is drawn up for. */
    @Test
    void a_letter_of_a_rung_is_issued_with_its_first_step() {
        String finding = assigned("2034-03-31");
        move("210902-gov", finding, "claim", null).is(200);
        itIs("2034-04-20");
        await().untilAsserted(() -> assertThat(letters(finding)).isEqualTo(1));
        String letter = database.getCollection("letters")
                .find(eq("findings", finding.substring("/api/findings/".length())))
                .first()
                .getString("_id");
        await().untilAsserted(() -> assertThat(
                        get(CITY, "/api/letters/" + letter + "/trail").json().path("steps"))
                .extracting(step ->
                        step.path("move").asString() + " " + step.path("to").asString())
                .containsExactly("issue ISSUED", "number ISSUED"));
    }

    @Test
    void a_rung_brings_its_letter_and_one_that_was_cut_short_is_gone_on_with() {
        String finding = assigned("2034-03-31");
        move("210902-gov", finding, "claim", null).is(200);
        itIs("2034-04-20");
        await().untilAsserted(() -> assertThat(letters(finding)).isEqualTo(1));
        // as if the process had ended after the rung was climbed and before its letter was issued
        database.getCollection("letters").deleteMany(eq("findings", finding.substring("/api/findings/".length())));
        database.getCollection("findings")
                .updateOne(eq(finding.substring("/api/findings/".length())), Updates.set("alarm", new Date(0)));
        await().untilAsserted(() -> assertThat(letters(finding)).isEqualTo(1));
    }
}
