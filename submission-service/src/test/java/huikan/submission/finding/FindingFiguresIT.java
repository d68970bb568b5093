package huikan.submission.finding;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.events.SupervisionEvent.Step;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What an agency files for the year 2034 of findings, and what the suite has on its register. */
class FindingFiguresIT extends OverHttp {

    private static int counties = 11;

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    Findings findings;

    /** Of its own, so that nobody else found anything there. */
    private final String agency = (710_200 + counties++) + "-gov";

    private final String cycle = "found-" + UUID.randomUUID();

    @BeforeEach
    void issued() {
        itIs("2035-02-01");
        send(
                        "admin",
                        "POST",
                        "/api/agencies/import",
                        ("code,name,level,territory,department\n710000-gov,某市人民政府,CITY,,\n" + agency
                                        + ",某区人民政府,COUNTY,710000-gov,\n")
                                .getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/csv")
                .is(200);
        issue.issue(yearly(cycle, 2034, List.of(agency)));
    }

    private FindingMoved moved(String id, String of, String by, String from, String to, long version, String day) {
        return new FindingMoved(
                id,
                of,
                List.of("710000-gov"),
                "CASE_REVIEW",
                "文书",
                "BY_DEADLINE",
                false,
                null,
                by,
                new Step("x", from, to, version, "h", "somebody", Instant.parse(day + "T17:00:00Z"), List.of()));
    }

    /** Registered and closed at 1 a.m. of the day after these, in Asia/Shanghai. */
    private List<SupervisionEvent> closed(String foundOn, String closedOn) {
        String id = UUID.randomUUID().toString();
        return List.of(
                moved(id, agency, "710000-gov", null, "REGISTERED", 1, foundOn),
                moved(id, agency, "710000-gov", "REGISTERED", "ASSIGNED", 2, foundOn),
                moved(id, agency, "710000-gov", "VERIFYING", "CLOSED", 3, closedOn),
                moved(id, agency, "710000-gov", "CLOSED", "REINSPECTING", 4, closedOn));
    }

    private String failing(String figures) {
        SubmissionReceived filing =
                Received.raw(cycle, agency, "2035-02-01T04:00:00Z", "\"indicators\":{\"own\":{" + figures + "}}");
        Settling.settle(service, filing);
        List<String> failing = new ArrayList<>();
        get(agency, "/api/submissions/" + filing.id())
                .is(200)
                .json()
                .path("checks")
                .valueStream()
                .filter(one -> !one.path("passed").asBoolean())
                .map(one -> one.path("message").asString())
                .filter(message -> message.contains("findings_"))
                .forEach(failing::add);
        return String.join("; ", failing);
    }

    @Test
    void without_a_finding_on_the_register_there_is_nothing_to_compare_with() {
        assertThat(failing("\"RCT003\":94,\"CFR009\":26")).isEmpty();
    }

    @Test
    void what_is_filed_as_closed_is_what_the_register_had_closed_on_the_last_day() {
        List<SupervisionEvent> all = new ArrayList<>();
        // before the period, and closed before it
        all.addAll(closed("2032-05-01", "2033-05-01"));
        // before it, and closed on its first day
        all.addAll(closed("2033-05-01", "2033-12-31"));
        // in it, and closed on its last day
        all.addAll(closed("2034-05-01", "2034-12-30"));
        // and a day too late
        all.addAll(closed("2034-05-01", "2034-12-31"));
        // found a day too late
        all.addAll(closed("2034-12-31", "2035-01-05"));
        findings.write(all);
        for (String told : List.of("3", "2", "1")) {
            assertThat(failing("\"RCT003\":" + told)).isEmpty();
        }
        assertThat(failing("\"RCT003\":4"))
                .isEqualTo("填报销号数与系统台账不一致 (RCT003=4, findings_registered=4, findings_closed=3,"
                        + " findings_closed_in_period=2, findings_closed_of_period=1, RCT001=0)");
    }

    @Test
    void who_has_more_findings_than_the_register_is_not_compared_with_it() {
        findings.write(closed("2034-02-01", "2034-03-01"));
        assertThat(failing("\"RCT001\":94,\"RCT003\":94")).isEmpty();
        assertThat(failing("\"RCT001\":1,\"RCT003\":94")).contains("RCT003=94, findings_registered=1,");
    }

    @Test
    void what_was_merged_or_waived_is_none() {
        String merged = UUID.randomUUID().toString();
        String waived = UUID.randomUUID().toString();
        findings.write(List.of(
                moved(merged, agency, "x", null, "REGISTERED", 1, "2034-02-01"),
                moved(merged, agency, "x", "REGISTERED", "MERGED", 2, "2034-02-02"),
                moved(waived, agency, "x", null, "REGISTERED", 1, "2034-02-01"),
                moved(waived, agency, "x", "DISPUTED", "WAIVED", 2, "2034-02-02")));
        assertThat(failing("\"RCT003\":94")).isEmpty();
        findings.write(closed("2034-02-01", "2034-03-01"));
        assertThat(failing("\"RCT003\":94")).contains("findings_registered=1, findings_closed=1,");
    }

    @Test
    void a_year_before_a_body_reviewed_here_is_not_compared() {
        findings.write(List.of(
                moved(UUID.randomUUID().toString(), "710998-gov", agency, null, "REGISTERED", 1, "2035-01-05")));
        assertThat(failing("\"CFR009\":2")).isEmpty();
    }

    @Test
    void a_relapse_before_the_cut_off_undoes_the_closing_and_one_after_it_does_not() {
        List<SupervisionEvent> before = closed("2034-02-01", "2034-03-01");
        List<SupervisionEvent> after = closed("2034-02-01", "2034-03-01");
        List<SupervisionEvent> all = new ArrayList<>(before);
        all.addAll(after);
        all.add(moved(before.getFirst().id(), agency, "x", "REINSPECTING", "RECTIFYING", 5, "2034-12-30"));
        all.add(moved(after.getFirst().id(), agency, "x", "REINSPECTING", "RECTIFYING", 5, "2034-12-31"));
        findings.write(all);
        assertThat(failing("\"RCT003\":1")).isEmpty();
        assertThat(failing("\"RCT003\":2")).contains("findings_closed=1,");
    }

    @Test
    void events_may_come_twice_and_in_any_order() {
        List<SupervisionEvent> all = new ArrayList<>(closed("2034-02-01", "2034-03-01"));
        String id = all.getFirst().id();
        all.add(moved(id, agency, "x", "REINSPECTING", "RECTIFYING", 5, "2034-04-01"));
        all.add(moved(id, agency, "x", "VERIFYING", "CLOSED", 6, "2034-04-01"));
        all.addAll(all);
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(all, random);
            findings.write(all.subList(0, all.size() / 2));
            findings.write(all);
            assertThat(failing("\"RCT003\":0")).contains("findings_closed=1, findings_closed_in_period=1,");
        }
    }

    @Test
    void a_review_body_registers_each_problem_that_it_found_or_explains_it() {
        findings.write(List.of(new CaseReviewMoved(
                UUID.randomUUID().toString(),
                "710999-gov",
                List.of(),
                agency,
                "标准 1",
                "draw",
                3,
                null,
                new Step("x", null, "PLANNED", 1, "h", "somebody", Instant.parse("2034-05-01T00:00:00Z"), List.of()))));
        assertThat(failing("\"CFR009\":2")).contains("(CFR009=2, findings_of_case_reviews=0)");
        findings.write(List.of(
                moved(UUID.randomUUID().toString(), "710999-gov", agency, null, "REGISTERED", 1, "2034-05-01"),
                moved(UUID.randomUUID().toString(), "710998-gov", agency, null, "REGISTERED", 1, "2034-12-30"),
                // a day too late, and by others
                moved(UUID.randomUUID().toString(), "710998-gov", agency, null, "REGISTERED", 1, "2034-12-31"),
                moved(UUID.randomUUID().toString(), "710998-gov", "710000-gov", null, "REGISTERED", 1, "2034-05-01")));
        assertThat(failing("\"CFR009\":2")).isEmpty();
        assertThat(failing("\"CFR009\":6")).as("three problems in each file").isEmpty();
        assertThat(failing("\"CFR009\":1")).contains("(CFR009=1, findings_of_case_reviews=2)");
        assertThat(failing("\"CFR009\":0")).isEmpty();
    }
}
