package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The query options that there are. */
class FeedOptionsIT extends OnFeed {

    private record Condition(String text, Predicate<JsonNode> holds) {
        private static Condition of(
                String property, String literal, String operator, Function<JsonNode, Integer> order) {
            return new Condition(property + " " + operator + " " + literal, row -> {
                if (row.path(property).isNull()) {
                    return operator.equals("ne");
                }
                int compared = order.apply(row.path(property));
                return switch (operator) {
                    case "eq" -> compared == 0;
                    case "ne" -> compared != 0;
                    case "gt" -> compared > 0;
                    case "ge" -> compared >= 0;
                    case "lt" -> compared < 0;
                    default -> compared <= 0;
                };
            });
        }
    }

    private static Condition condition(Random random, List<JsonNode> rows) {
        JsonNode row = rows.get(random.nextInt(rows.size()));
        String operator = List.of("eq", "ne", "gt", "ge", "lt", "le").get(random.nextInt(6));
        switch (random.nextInt(7)) {
            case 0 -> {
                String property =
                        List.of("cycle", "agency", "indicator", "basis").get(random.nextInt(4));
                String value = row.path(property).asString();
                String other =
                        rows.get(random.nextInt(rows.size())).path(property).asString();
                return new Condition(
                        "%s in ('%s', '%s')".formatted(property, value.replace("'", "''"), other.replace("'", "''")),
                        one -> Set.of(value, other.equals(value) ? "" : other)
                                .contains(one.path(property).asString()));
            }
            case 1 -> {
                String part = row.path("agency").asString().substring(0, 4);
                return new Condition(
                        "startswith(agency,'" + part + "')",
                        one -> one.path("agency").asString().startsWith(part));
            }
            case 2 -> {
                String property = List.of("total", "filings", "silent", "counted", "numerator")
                        .get(random.nextInt(5));
                long value = random.nextLong(8);
                return Condition.of(property, Long.toString(value), operator, one -> Long.compare(one.asLong(), value));
            }
            case 3 -> {
                return Condition.of(
                        "rate",
                        "33.33",
                        operator,
                        one -> one.decimalValue().compareTo(new java.math.BigDecimal("33.33")));
            }
            case 4 -> {
                return new Condition("total eq null", one -> one.path("total").isNull());
            }
            default -> {
                String property =
                        List.of("cycle", "agency", "indicator", "basis", "type").get(random.nextInt(5));
                String value = row.path(property).asString();
                return Condition.of(
                        property,
                        "'" + value.replace("'", "''") + "'",
                        operator,
                        one -> one.asString().compareTo(value));
            }
        }
    }

    @Test
    void generated_filters_choose_what_plain_java_chooses_whatever_the_size_of_the_pages() {
        List<JsonNode> rows = all(PROVINCE, "Figures");
        Random random = new Random(20);
        int chosen = 0;
        for (int round = 0; round < 150; round++) {
            Condition a = condition(random, rows);
            Condition b = condition(random, rows);
            Condition c = condition(random, rows);
            Condition filter = switch (random.nextInt(4)) {
                case 0 -> a;
                case 1 -> new Condition(a.text + " and " + b.text, a.holds.and(b.holds));
                case 2 -> new Condition(a.text + " or " + b.text + " and " + c.text, a.holds.or(b.holds.and(c.holds)));
                default ->
                    new Condition(
                            "not (" + a.text + " or " + b.text + ")",
                            a.holds.or(b.holds).negate());
            };
            List<JsonNode> expected = rows.stream().filter(filter.holds).toList();
            String asked = "Figures" + with("$filter", filter.text);
            int size = 1 + random.nextInt(40);
            assertThat(all(PROVINCE, asked, "Prefer", "odata.maxpagesize=" + size))
                    .as(filter.text)
                    .isEqualTo(expected);
            assertThat(ask(PROVINCE, asked.replace("Figures", "Figures/$count")).body())
                    .as(filter.text)
                    .isEqualTo("" + expected.size());
            chosen += expected.isEmpty() ? 0 : 1;
        }
        assertThat(chosen).isGreaterThan(75);
    }

    @Test
    void rows_come_in_the_order_that_is_asked_for() {
        List<JsonNode> rows = all(PROVINCE, "Figures" + with("$filter", "cycle eq 'annual-2022'"));
        Comparator<JsonNode> byTotal = Comparator.comparing(
                row -> row.path("total").isNull() ? null : row.path("total").asLong(),
                Comparator.nullsFirst(Comparator.naturalOrder()));
        List<JsonNode> expected = rows.stream()
                .sorted(byTotal.reversed()
                        .thenComparing(row -> row.path("indicator").asString()))
                .toList();
        String asked = "Figures" + with("$filter", "cycle eq 'annual-2022'", "$orderby", "total desc, indicator");
        assertThat(all(PROVINCE, asked)).isEqualTo(expected);
        assertThat(all(PROVINCE, asked, "Prefer", "odata.maxpagesize=3")).isEqualTo(expected);
        assertThat(all(PROVINCE, asked + "&$top=7&$skip=4", "Prefer", "odata.maxpagesize=3"))
                .isEqualTo(expected.subList(4, 11));
        assertThat(all(PROVINCE, asked + "&$top=0")).isEmpty();
        assertThat(all(PROVINCE, asked + "&$skip=999999999999999999")).isEmpty();
        List<String> ids = new ArrayList<>(CYCLES);
        ids.sort(Comparator.reverseOrder());
        assertThat(texts(all(PROVINCE, "Cycles?$orderby=id%20desc"), "id")).isEqualTo(ids);
        assertThat(texts(all(PROVINCE, "Cycles?$orderby=form%20asc,id%20asc"), "id"))
                .hasSameSizeAs(CYCLES);
        assertThat(texts(all(PROVINCE, "Cycles?$orderby=closesOn"), "id")).isEqualTo(CYCLES);
    }

    @Test
    void a_count_is_of_all_rows_whatever_page_is_shown() {
        int all = all(PROVINCE, "Completeness").size();
        JsonNode page = get(PROVINCE, "Completeness?$count=true&$top=2&$skip=1");
        assertThat(page.path("@odata.count").asInt()).isEqualTo(all);
        assertThat(page.path("value").size()).isEqualTo(2);
        assertThat(get(PROVINCE, "Completeness?$count=false").has("@odata.count"))
                .isFalse();
        HttpResponse<String> count = ask(PROVINCE, "Completeness/$count", "Accept", "application/json");
        assertThat(count.body()).isEqualTo(Integer.toString(all));
        assertThat(count.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        JsonNode first = get(PROVINCE, "Completeness?$count=true", "Prefer", "odata.maxpagesize=3");
        assertThat(first.path("@odata.nextLink").asString()).doesNotContain("count");
    }

    @Test
    void of_what_is_selected_the_rest_is_left_out() {
        JsonNode page = get(PROVINCE, "Figures" + with("$select", "total, cycle,indicator", "$top", "3"));
        assertThat(page.path("@odata.context").asString())
                .isEqualTo(address("$metadata#Figures(cycle,indicator,total)"));
        page.path("value")
                .forEach(row -> assertThat(row.propertyNames()).containsExactly("cycle", "indicator", "total"));
        assertThat(get(PROVINCE, "Cycles?$select=*").path("value").get(0).size())
                .isEqualTo(8);
        // what is filtered and ordered by need not be selected
        assertThat(all(PROVINCE, "Cycles" + with("$select", "form", "$filter", "id eq 'q1'", "$orderby", "dueOn desc")))
                .hasSize(1);
    }

    @Test
    void one_row_is_found_by_its_key() {
        String odd = CYCLES.get(3);
        JsonNode one = get(
                PROVINCE,
                "Cycles(" + encoded("'" + odd.replace("'", "''") + "'").replace("%27", "'") + ")");
        assertThat(one.path("id").asString()).isEqualTo(odd);
        assertThat(one.path("@odata.context").asString()).isEqualTo(address("$metadata#Cycles/$entity"));
        JsonNode row = all(COUNTY, "Figures").getFirst();
        JsonNode same = get(
                COUNTY,
                "Figures(cycle='%s',agency='%s',basis='%s',indicator='%s')?$select=total,filings"
                        .formatted(
                                row.path("cycle").asString(),
                                COUNTY,
                                row.path("basis").asString(),
                                row.path("indicator").asString()));
        assertThat(same.path("filings")).isEqualTo(row.path("filings"));
        assertThat(same.size()).isEqualTo(3);
        assertThat(ask(PROVINCE, "Cycles('5%25')").statusCode())
                .as("what the server itself refuses in a path can be had by $filter")
                .isEqualTo(400);
        refused(404, "odata-unknown", ask(PROVINCE, "Cycles('nothing')"));
        refused(400, "odata-filter", ask(PROVINCE, "Figures('annual-2022')"));
        refused(400, "odata-option", ask(PROVINCE, "Cycles('q1')?$filter=id%20eq%20'q1'"));
    }

    @Test
    void what_is_unknown_in_a_filter_is_in_no_row() {
        for (String set : List.of("Figures", "Completeness", "Indicators")) {
            assertThat(all(PROVINCE, set + with("$filter", "cycle eq 'nothing'")))
                    .isEmpty();
            assertThat(get(PROVINCE, set + with("$filter", "cycle eq 'nothing'", "$count", "true"))
                            .path("@odata.count")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void options_may_be_encoded_as_clients_do_it() {
        List<JsonNode> expected =
                all(PROVINCE, "Completeness" + with("$filter", "cycle eq 'annual-2022' and late gt 0"));
        assertThat(expected).isNotEmpty();
        for (String query : List.of(
                "%24filter=cycle+eq+%27annual-2022%27+and+late+gt+0",
                "$filter=cycle%20eq%20'annual-2022'%20and%20late%20gt%200&",
                "&&$filter=(cycle%09eq%20'annual-2022')and(late%20gt%200)",
                "$filter=%63ycle%20eq%20'annual-2022'%20and%20late%20gt%20+0".replace("+", "%2B"))) {
            assertThat(all(PROVINCE, "Completeness?" + query)).as(query).isEqualTo(expected);
        }
        String odd = with("$filter", "cycle eq 'o''clock + 5% & 半年'");
        assertThat(all(PROVINCE, "Completeness" + odd, "Prefer", "odata.maxpagesize=2"))
                .hasSize(9);
    }
}
