package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.standalone.Api.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A report that is written down bit by bit, through the gateway. */
class DraftJourneyIT {

    private static final String AGENCY = "330127-gov";
    private static final String DRAFT = "/api/drafts/annual-2021/" + AGENCY;

    @Test
    void a_draft_of_cells_and_a_sheet_is_filed_once_however_often_it_is_clicked() throws IOException {
        Api api = RunningSuite.shared().api();
        Answer template =
                api.get(AGENCY, "/api/cycles/annual-2021/template.xlsx").is(200);
        assertThat(template.header("Content-Type")).contains("spreadsheetml");
        assertThat(template.header("Content-Disposition")).contains("annual-2021-" + AGENCY + ".xlsx");
        api.post(AGENCY, DRAFT + "/filing", "").problem(409, "draft-empty");
        api.send(api.as(AGENCY, DRAFT + "?seen=0")
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString("{\"indicators\": {\"own\": {\"INS001\": 5}}}")))
                .is(200);
        JsonNode taken = api.send(api.as(AGENCY, "/api/cycles/annual-2021/sheets?agency=" + AGENCY)
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("代码,本级\r\nREC006,６\r\nLIT003,不适用\r\n")))
                .is(200)
                .json();
        assertThat(taken.at("/draft/body/indicators/own").toString())
                .isEqualTo("{\"INS001\":5,\"LIT003\":\"N/A\",\"REC006\":6}");
        Answer filed =
                api.post(AGENCY, DRAFT + "/filing", "", "If-Match", "\"2\"").is(202);
        String id = filed.json().path("id").asString();
        assertThat(filed.header("Location")).isEqualTo("/api/submissions/" + id);
        assertThat(api.post(AGENCY, DRAFT + "/filing", "")
                        .is(202)
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo(id);
        assertThat(api.get(AGENCY, "/api/submissions/" + id + "?wait=20")
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        eventually(() -> assertThat(
                        api.get(AGENCY, DRAFT).is(200).json().path("filed").asString())
                .isEqualTo(id));
        assertThat(api.post(AGENCY, DRAFT + "/filing", "")
                        .is(202)
                        .json()
                        .path("id")
                        .asString())
                .as("after it was accepted")
                .isEqualTo(id);
        assertThat(api.get(AGENCY, "/api/submissions?cycle=annual-2021&agency=" + AGENCY)
                        .is(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }
}
