package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.testing.OverHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** R15: more cases heard than came in. */
class ExplainedBeforeIT extends OverHttp {

    private static final String AGENCY = "210624-gov";

    @Autowired
    CycleIssue issue;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private void issue(String id) {
        LocalDate day = LocalDate.of(2026, 3, 1);
        assertThat(issue.issue(new CyclePlan(
                        id,
                        "annual",
                        day,
                        day,
                        day,
                        day.plusDays(20),
                        day.plusDays(30),
                        List.of(AGENCY, "210681-gov"))))
                .isTrue();
    }

    private JsonNode filed(String cycle, String agency, String explanations, String replaces) {
        WellFormed read = (WellFormed) FilingReader.read(
                ("{\"cycle\":\"%s\",\"agency\":\"%s\",\"indicators\":{\"own\":{\"LIT013\":6,\"LIT001\":3}},"
                                + "\"explanations\":%s,\"replaces\":%s,\"reason\":%s}")
                        .formatted(cycle, agency, explanations, replaces, replaces == null ? "null" : "\"x\"")
                        .getBytes(StandardCharsets.UTF_8));
        String id = UUID.randomUUID().toString().replace("-", "");
        kafka.send(ReceivedFilings.record(
                new SubmissionReceived(
                        id,
                        cycle,
                        agency,
                        null,
                        read.digest(),
                        Instant.parse("2026-03-13T04:00:00Z"),
                        agency,
                        read.canonical()),
                "gateway"));
        return await().until(() -> get(agency, "/api/submissions/" + id), answer -> answer.status() == 200)
                .json();
    }

    private static int times(JsonNode filed) {
        return filed.path("explainedBefore").path("R15").asInt(0);
    }

    @Test
    void an_explanation_ends_with_its_cycle_and_is_counted_by_cycles() {
        itIs("2026-03-13");
        List.of("explained-1", "explained-2", "explained-3", "explained-4").forEach(this::issue);
        String because = "{\"R15\":\"上年收案本年开庭\"}";
        JsonNode first = filed("explained-1", AGENCY, because, null);
        assertThat(first.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(first.has("explainedBefore")).isFalse();
        // a correction is of the same cycle
        filed("explained-1", AGENCY, because, "\"" + first.path("id").asString() + "\"");
        assertThat(filed("explained-2", AGENCY, "{}", null).path("state").asString())
                .as("an explanation of another cycle explains nothing")
                .isEqualTo("REJECTED");
        itIs("2026-03-14");
        JsonNode second = filed("explained-3", AGENCY, because, null);
        assertThat(times(second)).isEqualTo(1);
        itIs("2026-03-15");
        JsonNode third = filed("explained-4", AGENCY, because, null);
        assertThat(times(third)).isEqualTo(2);
        // what comes later changes nothing of those before
        assertThat(times(get(AGENCY, "/api/submissions/" + second.path("id").asString())
                        .json()))
                .isEqualTo(1);
        // and it is each agency's own
        assertThat(times(filed("explained-4", "210681-gov", because, null))).isZero();
        // who reviews sees it, a list does not tell it
        assertThat(times(get(
                                "210600-gov.reviewer",
                                "/api/submissions/" + third.path("id").asString())
                        .is(200)
                        .json()))
                .isEqualTo(2);
        assertThat(get(AGENCY, "/api/submissions?cycle=explained-4")
                        .items()
                        .getFirst()
                        .has("explainedBefore"))
                .isFalse();
    }
}
