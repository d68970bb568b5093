package huikan.submission.waiver;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

class WaiversOverHttpIT extends OverHttp {

    private static final String ONE = "210902-gov";
    private static final String OTHER = "210903-gov";
    private static final String WAIVERS = "/api/rules/R08/waivers";
    private static final String BROKEN = "\"indicators\":{\"own\":{\"REC001\":12,\"REC002\":10,\"REC003\":1}}";

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    Submissions submissions;

    private String cycle = "";

    @BeforeEach
    void issued() {
        itIs("2025-01-10");
        cycle = "waived-" + UUID.randomUUID();
        issue.issue(yearly(cycle, 2024, List.of(ONE, OTHER)));
    }

    private Answer post(String login, String path, String body) {
        return sendJson(login, "POST", path, body);
    }

    private String granted(String who, String until) {
        return post("admin", WAIVERS, "{%s,\"reason\":\"系统迁移\",\"until\":\"%s\"}".formatted(who, until))
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    private Submission settled(String agency, String day) {
        SubmissionReceived event = Received.of(cycle, agency, null, day + "T04:00:00Z", BROKEN);
        Settling.settle(service, event);
        return submissions.find(event.id()).orElseThrow();
    }

    @Test
    void a_waived_rule_refuses_nobody_whom_it_is_waived_for_and_the_filing_says_so() {
        String id = granted("\"agency\":\"" + ONE + "\",\"cycle\":\"" + cycle + "\"", "2025-01-20");
        JsonNode dry = post(ONE, "/api/submissions/check", Received.body(cycle, ONE, BROKEN))
                .is(200)
                .json();
        assertThat(dry.path("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(settled(OTHER, "2025-01-15").status()).isEqualTo(SubmissionStatus.REJECTED);
        // its last day was the day before
        assertThat(settled(ONE, "2025-01-21").status()).isEqualTo(SubmissionStatus.REJECTED);
        Submission waived = settled(ONE, "2025-01-20");
        assertThat(waived.status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(waived.checks()).singleElement().satisfies(check -> {
            assertThat(check.rule()).isEqualTo("R08");
            assertThat(check.passed()).isTrue();
            assertThat(check.explained()).isFalse();
            assertThat(check.waived()).isTrue();
            assertThat(check.message()).contains("REC003=1").endsWith("系统迁移");
        });
        assertThat(get(ONE, WAIVERS + "/" + id).is(200).json().path("by").asString())
                .isEqualTo("admin");
    }

    @Test
    void a_waiver_that_is_ended_holds_no_more_and_stays_to_be_read() {
        String id = granted("\"cycle\":\"" + cycle + "\"", "2025-02-20");
        assertThat(settled(ONE, "2025-01-15").status()).isEqualTo(SubmissionStatus.ACCEPTED);
        post(ONE, WAIVERS + "/" + id + "/end", "").problem(403, "admin-only");
        post("admin", "/api/rules/R09/waivers/" + id + "/end", "").problem(404, "waiver-unknown");
        JsonNode ended = post("admin", WAIVERS + "/" + id + "/end", "").is(200).json();
        assertThat(ended.path("endedBy").asString()).isEqualTo("admin");
        assertThat(ended.path("endedAt").asString()).startsWith("2025-01-10");
        assertThat(settled(OTHER, "2025-01-16").status()).isEqualTo(SubmissionStatus.REJECTED);
        post("admin", WAIVERS + "/" + id + "/end", "").problem(409, "waiver-ended");
        assertThat(get(OTHER, WAIVERS + "?limit=500").items())
                .anySatisfy(one -> assertThat(one).isEqualTo(ended));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'reason':'r','until':'2025-02-01'} | '' | waiver.scope",
                "{'agency':'999999-gov','reason':'r','until':'2025-02-01'} | /agency | agency.unknown",
                "{'cycle':'none','reason':'r','until':'2025-02-01'} | /cycle | cycle.unknown",
                "{'agency':'210902-gov','reason':' ','until':'2025-02-01'} | /reason | text.malformed",
                "{'agency':'210902-gov','until':'2025-02-01'} | /reason | field.missing",
                "{'agency':'210902-gov','reason':'r'} | /until | field.missing",
                "{'agency':'210902-gov','reason':'r','until':'2025-01-09'} | /until | date.past",
                "{'agency':'210902-gov','reason':'r','until':'soon'} | /until | field.type",
            },
            quoteCharacter = '~')
    void a_waiver_that_is_not_right_is_refused(String body, String pointer, String code) {
        JsonNode errors =
                post("admin", WAIVERS, body.replace('\'', '"')).is(422).json().path("errors");
        assertThat(errors.valueStream()).as(errors.toString()).anySatisfy(one -> {
            assertThat(one.path("pointer").asString()).isEqualTo(pointer.replace("'", ""));
            assertThat(one.path("code").asString()).isEqualTo(code);
        });
    }

    @Test
    void only_the_administrator_waives_and_only_a_rule_that_there_is() {
        String body = "{\"agency\":\"" + ONE + "\",\"reason\":\"r\",\"until\":\"2025-02-01\"}";
        post("210900-gov.supervisor", WAIVERS, body).problem(403, "admin-only");
        post("admin", "/api/rules/NONE/waivers", body).problem(404, "rule-unknown");
        get(ONE, "/api/rules/NONE/waivers").problem(404, "rule-unknown");
        get(ONE, WAIVERS + "/none").problem(404, "waiver-unknown");
        get(ONE, WAIVERS + "?cursor=none").is(422);
        get(ONE, WAIVERS + "?limit=0").is(422);
    }
}
