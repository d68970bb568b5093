package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** In what form the answers are. */
class FeedFormatsIT extends OnFeed {

    private static final String EXCEL =
            "application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,"
                    + "application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/json;q=0.7,text/plain;q=0.7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                EXCEL,
                "text/html, application/json;q=0.5",
                "application/json;odata.metadata=full;q=1, application/json;q=0.2",
                "application/json;odata.metadata=\"minimal\";odata.streaming=true",
                "application/json;charset=utf-8"
            })
    void minimal_json_is_what_all_clients_get(String accept) {
        HttpResponse<String> answer = ask(PROVINCE, "Cycles", "Accept", accept, "OData-MaxVersion", "4.0");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json;odata.metadata=minimal");
        assertThat(JSON.readTree(answer.body()).has("@odata.context")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/atom+xml",
                "application/json;odata=verbose",
                "application/json;odata.metadata=full",
                "application/json;q=0",
                "no media type"
            })
    void what_accepts_none_of_it_is_told_so(String accept) {
        refused(406, "odata-format", ask(PROVINCE, "Cycles", "Accept", accept));
    }

    @Test
    void without_metadata_there_are_the_rows_and_how_to_go_on() {
        JsonNode page = get(
                PROVINCE,
                "Cycles?$count=true",
                "Accept",
                "application/json;odata.metadata=none",
                "Prefer",
                "odata.maxpagesize=1");
        assertThat(page.propertyNames()).containsExactly("@odata.count", "value", "@odata.nextLink");
    }

    @Test
    void large_numbers_are_strings_for_those_who_ask() {
        String accept = "application/json;IEEE754Compatible=true;odata.metadata=minimal";
        HttpResponse<String> answer = ask(PROVINCE, "Figures?$count=true&$top=40", "Accept", accept);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("IEEE754Compatible=true");
        JsonNode page = JSON.readTree(answer.body());
        assertThat(page.path("@odata.count").isString()).isTrue();
        Map<String, Integer> strings = new TreeMap<>();
        page.path("value")
                .forEach(row -> List.of("filings", "total", "rate").forEach(name -> {
                    assertThat(row.path(name).isNull() || row.path(name).isString())
                            .isTrue();
                    strings.merge(name, row.path(name).isString() ? 1 : 0, Integer::sum);
                }));
        assertThat(strings)
                .allSatisfy((name, times) -> assertThat(times).as(name).isPositive());
    }

    @Test
    void an_older_version_is_not_spoken() {
        refused(400, "odata-version", ask(PROVINCE, "Cycles", "OData-MaxVersion", "3.0"));
        assertThat(ask(PROVINCE, "Cycles", "OData-MaxVersion", "4.01").statusCode())
                .isEqualTo(200);
        refused(400, "odata-version", ask(PROVINCE, "Cycles", "OData-MaxVersion", "x"));
    }

    @Test
    void nobody_reads_without_a_token() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address("Cycles"))).build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }
}
