package huikan.submission.draft;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A form that wants each filing signed off (签发). */
class SignOffIT extends OverHttp {

    private static final String AGENCY = "210702-gov";
    /** Somebody else of the same agency. */
    private static final String OTHER = "210702-gov.reporter";

    private static int cycles;

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    private String cycle = "";

    @BeforeEach
    void aForm() {
        itIs("2026-02-01");
        cycle = "signed-" + ++cycles;
        sendJson("admin", "PUT", "/api/forms/" + cycle, """
                {"id": "%s", "version": 1, "title": "甲", "titleEn": "a", "line": "TERRITORY", "required": [],
                 "sections": [], "indicators": ["INS001"], "rules": [], "signOff": true}""".formatted(cycle), "If-None-Match", "*")
                .is(201);
        issue.issue(yearly(cycle, cycle, 2025, List.of(AGENCY)));
    }

    private String body() {
        return "{\"cycle\":\"%s\",\"agency\":\"%s\",\"indicators\":{\"own\":{\"INS001\":5}}}".formatted(cycle, AGENCY);
    }

    private String draft() {
        return "/api/drafts/" + cycle + "/" + AGENCY;
    }

    /** As the gateway sends it. */
    private String filed(@Nullable String signedOffBy) {
        WellFormed read = (WellFormed) FilingReader.read(body().getBytes(StandardCharsets.UTF_8));
        String id = UUID.randomUUID().toString().replace("-", "");
        Settling.settle(
                service,
                new SubmissionReceived(
                        id,
                        cycle,
                        AGENCY,
                        null,
                        read.digest(),
                        Instant.parse("2026-02-01T04:00:00Z"),
                        AGENCY,
                        read.canonical(),
                        null,
                        signedOffBy));
        return id;
    }

    private JsonNode submission(String id) {
        return get(AGENCY, "/api/submissions/" + id).is(200).json();
    }

    @Test
    void what_nobody_signed_off_is_refused_whichever_way_it_comes() {
        JsonNode refused = submission(filed(null));
        assertThat(refused.path("state").asString()).isEqualTo("REJECTED");
        assertThat(refused.at("/rejection/errors").findValuesAsString("code")).containsExactly("sign-off.missing");
        JsonNode dry = sendJson(AGENCY, "POST", "/api/submissions/check", body())
                .is(200)
                .json();
        assertThat(dry.path("outcome").asString()).isEqualTo("REJECTED");
        assertThat(dry.path("checks").findValuesAsString("rule")).contains("sign-off.missing");
        write();
        get(AGENCY, draft() + "/filing").problem(409, "draft-not-signed");
    }

    private void write() {
        send(
                        AGENCY,
                        "PATCH",
                        draft(),
                        "{\"indicators\":{\"own\":{\"INS001\":5}}}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
    }

    @Test
    void who_signed_it_off_stands_beside_the_filing_and_in_its_trail() {
        write();
        sendJson(OTHER, "POST", draft() + "/sign-off", "", "If-Match", "\"1\"").is(200);
        Answer filing = get(AGENCY, draft() + "/filing").is(200);
        assertThat(filing.response().headers().firstValue("Signed-Off-By")).contains(OTHER);
        String id = filed(OTHER);
        JsonNode seen = submission(id);
        assertThat(seen.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(seen.path("signedOffBy").asString()).isEqualTo(OTHER);
        assertThat(get(AGENCY, "/api/submissions/" + id + "/trail")
                        .is(200)
                        .json()
                        .toString())
                .contains("signedOffBy", OTHER);
    }

    @Test
    void of_the_checks_of_a_draft_it_is_not_asked() {
        write();
        JsonNode checks = send(AGENCY, "POST", draft() + "/checks", new byte[0])
                .is(200)
                .json()
                .path("checks");
        assertThat(checks.findValuesAsString("rule")).doesNotContain("sign-off.missing");
    }
}
