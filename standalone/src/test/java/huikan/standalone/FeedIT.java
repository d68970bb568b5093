package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The OData feed as a workbook reads it: by a login and its secret, from the address of the gateway, page after page. */
class FeedIT {

    private static final String COUNTY = "210603-gov";
    private static final String FIGURES =
            "/api/metrics/odata/Figures?$filter=cycle%20eq%20'annual-2023'%20and%20agency%20eq%20'" + COUNTY
                    + "'%20and%20basis%20eq%20'REPORTED'";

    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        api = RunningSuite.shared().api();
    }

    private static JsonNode read(String login, String address) {
        String basic = Base64.getEncoder().encodeToString((login + ":huikan-demo").getBytes(StandardCharsets.UTF_8));
        return api.send(HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Basic " + basic)
                        .header("Prefer", "odata.maxpagesize=1"))
                .is(200)
                .json();
    }

    private static List<JsonNode> all(String login, String path) {
        List<JsonNode> rows = new ArrayList<>();
        String next = api.address + path;
        while (next != null) {
            JsonNode page = read(login, next);
            page.path("value").forEach(rows::add);
            next = page.path("@odata.nextLink").asString(null);
            assertThat(next == null || next.startsWith(api.address + "/api/metrics/odata/"))
                    .as(next)
                    .isTrue();
        }
        return rows;
    }

    @Test
    void what_was_filed_is_in_the_feed_of_those_above_with_the_numbers_of_the_rollup() {
        api.accepted(Api.JSON.readTree("""
                {"cycle": "annual-2023", "agency": "%s", "indicators": {"own": {"INS001": 670, "LIT003": "N/A"}}}""".formatted(COUNTY)));
        List<JsonNode> rows = eventually(() -> {
            List<JsonNode> found = all("210600-gov.viewer", FIGURES);
            assertThat(found).hasSize(2);
            return found;
        });
        JsonNode rollup = api.rollup(COUNTY, "annual-2023", COUNTY, "REPORTED");
        assertThat(rows.getFirst().path("indicator").asString()).isEqualTo("INS001");
        assertThat(rows.getFirst().path("parent").asString()).isEqualTo("210600-gov");
        assertThat(rows.getFirst().path("total").asLong())
                .isEqualTo(rollup.at("/indicators/INS001/total").asLong())
                .isEqualTo(670);
        assertThat(rows.getLast().path("notApplicable").asLong()).isEqualTo(1);
        assertThat(all("310000-gov.viewer", FIGURES)).as("another province").isEmpty();
    }
}
