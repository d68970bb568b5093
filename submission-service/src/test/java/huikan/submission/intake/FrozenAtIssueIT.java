package huikan.submission.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionReceived;
import huikan.events.Superior;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.obligation.Obligations;
import huikan.submission.rule.Check;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionLists;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import huikan.submission.testing.Told;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What holds for a cycle is what was so when it was issued: who is above whom, and how its indicators are defined. */
class FrozenAtIssueIT extends OverHttp {

    private static final String OLD = "210900-gov";
    private static final String NEW = "210200-gov";

    @Autowired
    CycleIssue issue;

    @Autowired
    Intake intake;

    @Autowired
    Submissions submissions;

    @Autowired
    SubmissionLists lists;

    @Autowired
    Obligations obligations;

    @Autowired
    MongoDatabase database;

    private Told told;

    @BeforeEach
    void listen() {
        told = new Told();
    }

    @AfterEach
    void hearNoMore() {
        told.close();
    }

    /** Version 0 is a new one. */
    private void put(String agency, String territory, int seen) {
        String body = "{\"name\":\"%s\",\"level\":\"COUNTY\",\"territory\":\"%s\"}".formatted(agency, territory);
        Answer answer = sendJson(
                "admin",
                "PUT",
                "/api/agencies/" + agency,
                body,
                seen == 0 ? "If-None-Match" : "If-Match",
                seen == 0 ? "*" : "\"" + seen + "\"");
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 201);
    }

    private void issued(String id, String agency) {
        assertThat(issue.issue(yearly(id, 2024, List.of(agency)))).isTrue();
    }

    private SubmissionReceived filed(String cycle, String agency, String indicators) {
        SubmissionReceived event =
                Received.of(cycle, agency, null, "2025-01-15T04:00:00Z", "\"indicators\":" + indicators);
        Settling.settle(intake, event);
        return event;
    }

    private SubmissionAccepted accepted(SubmissionReceived of) {
        return told.accepted(of.id());
    }

    @Test
    void an_agency_that_moves_files_for_those_who_were_above_it_at_the_issue() {
        String agency = "219931-gov";
        String cycle = "moved-2024";
        put(agency, OLD, 0);
        issued(cycle, agency);
        put(agency, NEW, 1);

        SubmissionReceived filing = filed(cycle, agency, "{\"own\":{\"INS001\":5}}");
        assertThat(accepted(filing).path()).extracting(Superior::agency).startsWith(OLD);
        assertThat(accepted(filing).path()).extracting(Superior::agency).doesNotContain(NEW);
        for (String under : new String[] {OLD, "210000-gov"}) {
            assertThat(obligations.countFiled(cycle, under)).as(under).isEqualTo(1);
            assertThat(lists.count(cycle, under, SubmissionStatus.STANDING))
                    .as(under)
                    .isEqualTo(1);
        }
        assertThat(obligations.count(cycle, NEW)).isZero();
        assertThat(lists.count(cycle, NEW, SubmissionStatus.STANDING)).isZero();
        assertThat(new Caller(OLD, OLD, Role.REVIEWER)
                        .maySee(submissions.find(filing.id()).orElseThrow().seenBy()))
                .isTrue();
    }

    @Test
    void a_later_definition_changes_no_filing_of_the_cycle() {
        String agency = "210902-gov";
        issued("alike-2024", agency);
        String figures = "{\"own\":{\"INS001\":4,\"INS002\":2},\"consolidated\":{\"INS001\":9,\"INS002\":2}}";
        SubmissionAccepted alike = accepted(filed("alike-2024", agency, figures));
        assertThat(alike.additive()).contains("INS001", "INS002");

        // that is: when this one was issued INS001 did not add up
        issued("otherwise-2024", agency);
        database.getCollection("cycles")
                .updateOne(
                        Filters.and(Filters.eq("otherwise-2024"), Filters.eq("indicators.code", "INS001")),
                        Updates.set("indicators.$.consolidation", "NONE"));
        SubmissionAccepted otherwise = accepted(filed("otherwise-2024", agency, figures));
        assertThat(otherwise.additive()).contains("INS002").doesNotContain("INS001");
    }

    @Test
    void a_cycle_keeps_the_rules_of_its_issue_and_one_from_before_has_those_that_were_out_when_it_opened() {
        String agency = "210902-gov";
        issued("ruled-2024", agency);
        String partly =
                "\"indicators\":{\"own\":{\"INS001\":5}},\"sections\":[{\"kind\":\"MEASURES_RESULTS\",\"text\":\"一\"}]";
        assertThat(settled("ruled-2024", partly).checks())
                .extracting(Check::rule, Check::passed)
                .contains(Tuple.tuple("R45", false));

        // that is: issued when there was no such rule
        issued("unruled-2024", agency);
        database.getCollection("cycles").updateOne(Filters.eq("unruled-2024"), Updates.unset("rules.R45"));
        assertThat(settled("unruled-2024", partly).status()).isEqualTo(SubmissionStatus.ACCEPTED);

        // and when rules were not frozen yet
        issued("unfrozen-2024", agency);
        database.getCollection("cycles").updateOne(Filters.eq("unfrozen-2024"), Updates.unset("rules"));
        Submission unfrozen = settled("unfrozen-2024", partly);
        assertThat(unfrozen.status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(unfrozen.checks()).isEmpty();
    }

    private Submission settled(String cycle, String rest) {
        SubmissionReceived event = Received.raw(cycle, "210902-gov", "2025-01-15T04:00:00Z", rest);
        Settling.settle(intake, event);
        return submissions.find(event.id()).orElseThrow();
    }

    private Submission filedIn(int year, String own, String rest) {
        SubmissionReceived event = Received.of(
                "compared-" + year,
                "210903-gov",
                null,
                (year + 1) + "-01-15T04:00:00Z",
                "\"indicators\":{\"own\":{" + own + "}}" + rest);
        Settling.settle(intake, event);
        return submissions.find(event.id()).orElseThrow();
    }

    @Test
    void a_filing_is_compared_with_that_of_the_year_before() {
        for (int year : new int[] {2024, 2025}) {
            assertThat(issue.issue(yearly("compared-" + year, year, List.of("210903-gov"))))
                    .isTrue();
        }
        // the demo cycle of 2023 is the one before, in which nothing was filed
        assertThat(filedIn(2024, "\"INS001\":100,\"LIT001\":21,\"LIT002\":3,\"LIT003\":20", "")
                        .status())
                .isEqualTo(SubmissionStatus.ACCEPTED);
        Submission unlike = filedIn(2025, "\"INS001\":150,\"LIT002\":3", "");
        assertThat(unlike.status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(unlike.checks()).extracting(Check::rule).containsExactly("R39", "R40");
        assertThat(unlike.checks().getFirst().message()).contains("LIT003_before=20");
        Submission alike = filedIn(2025, "\"INS001\":150,\"LIT002\":4", ",\"explanations\":{\"R40\":\"专项整治\"}");
        assertThat(alike.status()).as(alike.toString()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void what_is_late_is_told_and_taken() {
        issued("late-2024", "210904-gov");
        SubmissionReceived event =
                Received.of("late-2024", "210904-gov", null, "2025-03-15T04:00:00Z", Received.figures(5));
        Settling.settle(intake, event);
        Submission late = submissions.find(event.id()).orElseThrow();
        assertThat(late.status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(late.late()).isTrue();
        assertThat(late.checks()).singleElement().satisfies(check -> {
            assertThat(check.rule()).isEqualTo("R44");
            assertThat(check.passed()).isFalse();
            assertThat(check.message()).contains("receivedOn=2025-03-15");
        });
    }
}
