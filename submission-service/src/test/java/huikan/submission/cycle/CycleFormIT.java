package huikan.submission.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import huikan.submission.version.Versioned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CycleFormIT extends OverHttp {

    private static final String FORM = "/api/cycles/annual-2023/form";

    private static List<JsonNode> indicators(JsonNode form) {
        List<JsonNode> all = new ArrayList<>();
        form.path("groups").forEach(group -> group.path("indicators").forEach(all::add));
        return all;
    }

    private JsonNode indicator(String code) {
        return indicators(get("210902-gov", FORM).is(200).json()).stream()
                .filter(one -> one.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_request_has_every_section_indicator_and_rule_of_the_form() {
        JsonNode form = get("210902-gov", FORM).is(200).json();
        assertThat(form.path("title").asString()).isEqualTo("法治政府建设年度报告");
        assertThat(form.path("period").toString()).isEqualTo("{\"from\":\"2023-01-01\",\"to\":\"2023-12-31\"}");
        assertThat(form.path("dueOn").asString()).isEqualTo("2024-03-01");
        assertThat(form.path("signOff").isBoolean()).isTrue();
        assertThat(form.path("signOff").asBoolean()).isFalse();
        assertThat(form.path("sections").findValuesAsString("kind"))
                .containsExactly("MEASURES_RESULTS", "SHORTCOMINGS", "LEADERSHIP_DUTY", "NEXT_YEAR", "OTHER");
        // other tests add some of their own
        List<String> known = get("210902-gov", "/api/indicators").items().stream()
                .filter(one -> one.path("version").asInt() < Versioned.FIRST_STORED)
                .map(one -> one.path("code").asString())
                .toList();
        assertThat(indicators(form))
                .extracting(one -> one.path("code").asString())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(known);
        assertThat(form.path("rules").findValuesAsString("code"))
                .containsExactlyElementsOf(get("210902-gov", "/api/rules").items().stream()
                        .map(one -> one.path("code").asString())
                        .toList());
        assertThat(form.at("/rules/0/message/zh").asString()).isNotBlank();
    }

    @Test
    void every_group_and_every_indicator_has_both_languages_and_a_group_comes_once() {
        JsonNode form = get("210902-gov", FORM).is(200).json();
        List<String> headings = new ArrayList<>();
        form.path("groups").forEach(group -> {
            headings.add(group.at("/names/zh").asString());
            assertThat(group.at("/names/en").asString()).isNotBlank();
        });
        assertThat(headings).doesNotHaveDuplicates().startsWith("组织领导", "第一责任人").contains("行政复议");
        assertThat(indicators(form))
                .allSatisfy(one -> assertThat(one.at("/names/zh").asString()).isNotBlank())
                .allSatisfy(one -> assertThat(one.at("/names/en").asString()).isNotBlank());
    }

    @Test
    void a_rate_names_its_parts_and_what_never_adds_up_is_filed_for_oneself_only() {
        JsonNode rate = indicator("LIT012");
        assertThat(rate.path("kind").asString()).isEqualTo("RATE");
        assertThat(rate.path("numerator")).isNotEmpty();
        assertThat(rate.path("denominator")).isNotEmpty();
        assertThat(rate.path("scopes").toString()).isEqualTo("[\"own\",\"consolidated\",\"byLevel\"]");
        JsonNode ownOnly = indicator("LDR001");
        assertThat(ownOnly.path("unit").asString()).isEqualTo("次");
        assertThat(ownOnly.path("scopes").toString()).isEqualTo("[\"own\"]");
        assertThat(ownOnly.path("definition").asString()).contains("不相加");
        assertThat(ownOnly.path("definitionEn").asString()).contains("not added");
        assertThat(indicator("LDR004").path("definition").isNull()).isTrue();
    }

    @Test
    void it_names_the_cycle_before_where_there_is_one_of_the_same_form() {
        assertThat(get("210902-gov", FORM).json().path("previous").asString()).isEqualTo("annual-2022");
        assertThat(get("210902-gov", "/api/cycles/annual-ndmo-2020/form")
                        .json()
                        .path("previous")
                        .asString())
                .isEqualTo("annual-ndmo-2019");
        assertThat(get("210902-gov", "/api/cycles/annual-2019/form")
                        .json()
                        .path("previous")
                        .isNull())
                .isTrue();
        get("210902-gov", "/api/cycles/annual-1999/form").problem(404, "cycle-unknown");
    }

    @Test
    void whoever_has_it_is_not_sent_it_again() {
        Answer first = get("210902-gov", FORM).is(200);
        String tag = first.response().headers().firstValue("ETag").orElseThrow();
        assertThat(first.response().headers().firstValue("Cache-Control").orElseThrow())
                .contains("private")
                .doesNotContain("no-store");
        Answer again = get("210903-gov.viewer", FORM, "If-None-Match", tag).is(304);
        assertThat(again.response().body()).isEmpty();
        get("210902-gov", "/api/cycles/annual-2022/form", "If-None-Match", tag).is(200);
    }
}
