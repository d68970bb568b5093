package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is refused, and with what reason. */
class FeedRefusalsIT extends OnFeed {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Figures?$filter=nothing%20eq%201                 | 400 | odata-filter",
                "Figures?$filter=total%20eq%20'1'                 | 400 | odata-filter",
                "Figures?$filter=cycle%20eq%202023                | 400 | odata-filter",
                "Figures?$filter=asOf%20gt%202024-01-01           | 400 | odata-filter",
                "Figures?$filter=(total%20eq%201                  | 400 | odata-filter",
                "Figures?$filter=total%20eq%201)                  | 400 | odata-filter",
                "Figures?$filter=                                 | 400 | odata-filter",
                "Figures?$filter                                  | 400 | odata-filter",
                "Figures?$filter=total                            | 400 | odata-filter",
                "Figures/$count?$filter=total                     | 400 | odata-filter",
                "Figures?$filter=tolower(agency)%20eq%20'a'       | 501 | odata-unsupported",
                "Figures?$filter=total%20add%201%20eq%202         | 501 | odata-unsupported",
                "Figures?$top=-1                                  | 400 | odata-option",
                "Figures?$top=                                    | 400 | odata-option",
                "Figures?$top=1.5                                 | 400 | odata-option",
                "Figures?$top=99999999999999999999                | 400 | odata-option",
                "Figures?$skip=-1                                 | 400 | odata-option",
                "Figures?$skip=many                               | 400 | odata-option",
                "Figures?$skip=99999999999999999999               | 400 | odata-option",
                "Figures?$count=maybe                             | 400 | odata-option",
                "Figures?$count=                                  | 400 | odata-option",
                "Figures?$select=nothing                          | 400 | odata-option",
                "Figures?$select=                                 | 400 | odata-option",
                "Figures?$select=total,                           | 400 | odata-option",
                "Figures?$select=total/x                          | 400 | odata-option",
                "Figures?$orderby=nothing                         | 400 | odata-option",
                "Figures?$orderby=                                | 400 | odata-option",
                "Figures?$orderby=total%20up                      | 400 | odata-option",
                "Figures?$orderby=total,total%20desc              | 400 | odata-option",
                "Figures?$orderby=total%20asc%20desc              | 400 | odata-option",
                "Figures?$skiptoken=nothing                       | 400 | odata-option",
                "Figures?$skiptoken=                              | 400 | odata-option",
                "Cycles?$skiptoken=12                             | 400 | odata-option",
                "Cycles?$orderby=form&$skiptoken=WyJhIl0          | 400 | odata-option",
                "Figures?$filter=total%20eq%201&$filter=total%20eq%202 | 400 | odata-option",
                "Figures?$top=1&%24top=2                          | 400 | odata-option",
                "Figures?top=1                                    | 400 | odata-option",
                "Figures?$Top=1                                   | 400 | odata-option",
                "Figures?$nothing=1                               | 400 | odata-option",
                "Figures?under=210000-gov                         | 400 | odata-option",
                "Figures?asOf=2024-01-01T00:00:00Z                | 400 | odata-option",
                "?$top=1                                          | 400 | odata-option",
                "$metadata?$filter=1                              | 400 | odata-option",
                "Figures/$count?$top=1                            | 400 | odata-option",
                "Figures?$expand=agency                           | 501 | odata-unsupported",
                "Figures?$apply=aggregate(total)                  | 501 | odata-unsupported",
                "Figures?$search=a                                | 501 | odata-unsupported",
                "Figures?$compute=1                               | 501 | odata-unsupported",
                "Figures?@p='a'                                   | 501 | odata-unsupported",
                "Figures/$count?$search=a                         | 501 | odata-unsupported",
                "$batch                                           | 501 | odata-unsupported",
                "$all                                             | 501 | odata-unsupported",
                "Cycles('q1')/form                                | 501 | odata-unsupported",
                "Cycles('q1')/form/$value                         | 501 | odata-unsupported",
                "Cycles/$ref                                      | 501 | odata-unsupported",
                "Cycles/                                          | 501 | odata-unsupported",
                "Nothing                                          | 404 | odata-unknown",
                "figures                                          | 404 | odata-unknown",
                "Figures.xml                                      | 404 | odata-unknown",
                "%E4%B8%AD                                        | 404 | odata-unknown",
                "Figures?$format=xml                              | 406 | odata-format",
                "Figures?$format=atom                             | 406 | odata-format",
                "Figures?$format=nonsense                         | 406 | odata-format",
                "Figures?$format=                                 | 406 | odata-format",
                "Figures?$format=application/json;odata.metadata=full | 406 | odata-format",
                "$metadata?$format=json                           | 406 | odata-format"
            })
    void what_cannot_be_answered_is_refused_with_the_reason(String asked, int status, String code) {
        refused(status, code, ask(PROVINCE, asked.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$filter=%zz", "$filter=%", "$filter=a%2", "$filter=%ff", "%c3%28=1", "$top=%E4%B8", "%=1", "=1"
            })
    void what_is_encoded_wrongly_is_refused(String query) throws IOException {
        // the client of the JDK would not send it
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET " + PATH + "Figures?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                            + PROVINCE + "\r\nConnection: close\r\n\r\n";
            line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/unreadable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nothing_is_written(String method) {
        for (String resource : List.of("Cycles", "Cycles('q1')", "$batch", "")) {
            HttpResponse<String> answer = send(PROVINCE, method, address(resource));
            refused(405, "odata-read-only", answer);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void a_head_says_what_a_get_would() {
        HttpResponse<String> head = send(PROVINCE, "HEAD", address("Cycles"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("OData-Version")).hasValue("4.0");
    }

    @Test
    void a_filter_that_is_too_long_or_too_deep_is_refused_at_once() {
        String deep = "(".repeat(100) + "total%20eq%201" + ")".repeat(100);
        refused(400, "odata-filter", ask(PROVINCE, "Figures?$filter=" + deep));
        refused(400, "odata-filter", ask(PROVINCE, "Figures?$filter=" + "not%20".repeat(100) + "true"));
        refused(400, "odata-filter", ask(PROVINCE, "Figures?$filter=cycle%20eq%20'" + "x".repeat(5_000) + "'"));
        assertThat(ask(PROVINCE, "Figures?$filter=cycle%20eq%20'" + "x".repeat(10_000) + "'")
                        .statusCode())
                .as("the server itself reads no such line")
                .isEqualTo(400);
    }

    @Test
    void a_filter_that_names_no_cycle_is_answered_in_pages() {
        Instant begin = Instant.now();
        List<JsonNode> rows = all(
                "admin",
                "Figures" + with("$filter", "total gt 6 and indicator eq 'INS001' and not contains(agency,'gov')"));
        assertThat(texts(rows, "agency")).containsOnly("32-0599");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
}
