package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pages, and what they may read. */
class FeedPagesIT extends OnFeed {

    @Test
    void whatever_the_size_of_the_pages_the_rows_are_the_same() {
        for (String set : SETS) {
            List<JsonNode> whole = all(PROVINCE, set);
            for (int size : new int[] {1, 2, 7, 50}) {
                assertThat(all(PROVINCE, set, "Prefer", "odata.maxpagesize=" + size))
                        .isEqualTo(whole);
            }
            for (int[] part :
                    new int[][] {{0, 3}, {3, 8}, {0, 1}, {0, 0}, {whole.size() - 2, 9}, {whole.size(), 2}, {9_999, 1}
                    }) {
                List<JsonNode> expected =
                        whole.stream().skip(part[0]).limit(part[1]).toList();
                String options = "?$skip=" + part[0] + "&$top=" + part[1];
                assertThat(all(PROVINCE, set + options)).isEqualTo(expected);
                assertThat(all(PROVINCE, set + options, "Prefer", "maxpagesize=2"))
                        .isEqualTo(expected);
            }
            assertThat(all(PROVINCE, set + "?$top=999999999999999999")).isEqualTo(whole);
            assertThat(all(PROVINCE, set + "?$skip=999999999999999999")).isEmpty();
        }
    }

    @Test
    void a_page_says_that_it_is_the_last_when_it_is() {
        int rows = all(COUNTY, "Completeness").size();
        assertThat(get(COUNTY, "Completeness", "Prefer", "odata.maxpagesize=" + rows)
                        .has("@odata.nextLink"))
                .isFalse();
        assertThat(get(COUNTY, "Completeness", "Prefer", "odata.maxpagesize=" + (rows - 1))
                        .has("@odata.nextLink"))
                .isTrue();
        assertThat(get(COUNTY, "Completeness?$top=1").has("@odata.nextLink")).isFalse();
        assertThat(get(COUNTY, "Completeness?$top=0").path("value").size()).isZero();
        assertThat(get(COUNTY, "Completeness?$top=0").has("@odata.nextLink")).isFalse();
    }

    @Test
    void a_page_reads_no_more_than_it_may_and_the_next_one_goes_on() {
        String sparse = "Figures" + with("$filter", "cycle ne 'q3'");
        JsonNode first = get(WIDE, sparse);
        assertThat(first.path("value").size()).as("nobody has filed there").isZero();
        assertThat(first.path("@odata.nextLink").asString()).isNotEmpty();
        List<JsonNode> rows = all(WIDE, sparse);
        assertThat(new HashSet<>(texts(rows, "agency"))).containsExactlyInAnyOrder(WIDE, "32-0599");
        assertThat(all(WIDE, sparse + "&$skip=2")).isEqualTo(rows.subList(2, rows.size()));
        assertThat(all(WIDE, sparse + "&$skip=1&$top=2")).isEqualTo(rows.subList(1, 3));
        JsonNode one = get(WIDE, "Figures" + with("$filter", "cycle eq 'q4' and agency eq '32-0599'"));
        assertThat(one.has("@odata.nextLink")).isFalse();

        String dense = "Completeness" + with("$filter", "cycle eq 'q3'");
        assertThat(get(WIDE, dense).path("value").size()).isEqualTo(FeedReader.READ_OF_PAGE);
        assertThat(texts(all(WIDE, dense), "agency"))
                .hasSize(FeedReader.READ_AT_ONCE + 2)
                .doesNotHaveDuplicates();
        assertThat(all(WIDE, dense + "&$skip=900&$top=3")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Figures/$count",
                "Figures?$count=true",
                "Figures?$orderby=total",
                "Completeness?$orderby=late%20desc",
                "Completeness?$orderby=cycle%20desc",
                "Completeness/$count?$filter=cycle%20eq%20'q3'",
                "Figures?$orderby=total&$filter=cycle%20eq%20'q3'&$top=1"
            })
    void what_cannot_be_told_in_pages_is_refused_where_it_would_read_too_much(String asked) {
        for (String caller : List.of(WIDE, "admin")) {
            assertThat(refused(400, "odata-too-much", ask(caller, asked))
                            .path("message")
                            .asString())
                    .contains("agencies in cycles", "cycle eq");
        }
    }

    @Test
    void what_reads_little_is_counted_and_put_in_order() {
        String cycle = with("$filter", "cycle eq 'q4'");
        assertThat(ask(WIDE, "Figures/$count" + cycle).body())
                .isEqualTo(Integer.toString(all(WIDE, "Figures" + cycle).size()));
        assertThat(all(WIDE, "Figures" + cycle + "&$orderby=indicator,agency")).isNotEmpty();
        assertThat(ask(WIDE, "Figures?$orderby=cycle,agency").statusCode())
                .as("the order that they are in")
                .isEqualTo(200);
    }

    @Test
    void the_first_look_of_a_client_needs_no_filter() {
        JsonNode look = get(PROVINCE, "Figures?$top=1000");
        assertThat(look.path("value").size()).isPositive();
        assertThat(look.path("@odata.context").asString()).isEqualTo(address("$metadata#Figures"));
    }

    @Test
    void links_begin_with_the_address_that_the_gateway_is_known_by() {
        String[] told = {"Huikan-Origin", "https://figures.example:8443", "Prefer", "odata.maxpagesize=1"};
        JsonNode page = get(PROVINCE, "Cycles", told);
        assertThat(page.path("@odata.nextLink").asString())
                .startsWith("https://figures.example:8443/api/metrics/odata/Cycles?");
        assertThat(page.path("@odata.context").asString())
                .startsWith("https://figures.example:8443/api/metrics/odata/$metadata#");
        assertThat(get(PROVINCE, "Cycles", "Huikan-Origin", "javascript:alert(1)")
                        .path("@odata.context")
                        .asString())
                .startsWith("http://127.0.0.1:");
    }
}
