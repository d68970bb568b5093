package huikan.submission.form;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.service.sheet.Sheet;
import huikan.submission.indicator.Indicators;
import huikan.submission.testing.OverHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LayoutsIT extends OverHttp {

    private static final String FORM = """
            {"id": "%s", "version": 1, "title": "行政复议月报", "titleEn": "Monthly report", "line": "TERRITORY",
             "required": [], "sections": [], "indicators": ["REC001", "REC002", "LIT012"], "rules": ["*"]}""";

    private static final String LAYOUT = """
            {"rows": 3, "columns": 3, "cells": [
              {"row": 1, "column": 1, "columns": 3, "text": "月报"},
              {"row": 2, "column": 1, "text": "收到"}, {"row": 2, "column": 2, "indicator": "REC001", "scope": "own"},
              {"row": 2, "column": 3, "indicator": "REC001", "scope": "byLevel.COUNTY"},
              {"row": 3, "column": 2, "indicator": "REC002", "scope": "own"}]}""";

    @Autowired
    Indicators indicators;

    private final String id = "layout-" + UUID.randomUUID();

    @BeforeEach
    void today() {
        itIs("2025-01-10");
    }

    private String name(String code) {
        return indicators.all().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private String unit(String code) {
        return indicators.all().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow()
                .unit();
    }

    private static byte[] workbook(Consumer<Worksheet> filling) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(file, "Test", "1.0")) {
            filling.accept(book.newWorksheet("表1"));
        }
        return file.toByteArray();
    }

    private Answer draw(String login, byte[] file) {
        return send(login, "POST", "/api/forms/layouts", file, "Content-Type", Sheet.XLSX);
    }

    private static List<String> cells(JsonNode layout) {
        return layout.path("cells")
                .valueStream()
                .map(one -> one.path("row") + "," + one.path("column") + " "
                        + (one.has("text")
                                ? one.path("text").asString()
                                : one.path("scope").asString() + " "
                                        + one.path("indicator").asString())
                        + (one.has("columns") ? " " + one.path("rows").asInt(1) + "x" + one.path("columns") : ""))
                .toList();
    }

    private Answer put(JsonNode layout, String... headers) {
        ObjectNode form = (ObjectNode) JSON.readTree(FORM.formatted(id));
        form.set("layout", layout);
        return sendJson("admin", "PUT", "/api/forms/" + id, form, headers);
    }

    @Test
    void figures_are_found_beside_their_names_in_the_columns_that_say_whose_they_are() throws IOException {
        JsonNode layout = draw("admin", workbook(sheet -> {
                    sheet.value(0, 0, "行政复议、应诉统计表");
                    sheet.range(0, 0, 0, 3).merge();
                    sheet.value(1, 0, "指标");
                    sheet.value(1, 1, "单位");
                    sheet.value(1, 2, "本级");
                    sheet.value(1, 3, "含下级");
                    sheet.value(2, 0, "一、" + name("REC001") + "（" + unit("REC001") + "）");
                    sheet.value(2, 1, unit("REC001"));
                    sheet.value(3, 0, "其中：" + name("LIT012"));
                    sheet.value(3, 1, "%");
                    sheet.value(4, 0, "填表人");
                }))
                .is(200)
                .json();
        assertThat(layout.path("rows").asInt()).isEqualTo(5);
        assertThat(layout.path("columns").asInt()).isEqualTo(4);
        assertThat(cells(layout))
                .containsExactly(
                        "1,1 行政复议、应诉统计表 1x4",
                        "2,1 指标",
                        "2,2 单位",
                        "2,3 本级",
                        "2,4 含下级",
                        "3,1 一、" + name("REC001") + "（" + unit("REC001") + "）",
                        "3,2 " + unit("REC001"),
                        "3,3 own REC001",
                        "3,4 consolidated REC001",
                        "4,1 其中：" + name("LIT012"),
                        "4,2 %",
                        "4,3 own LIT012",
                        "4,4 consolidated LIT012",
                        "5,1 填表人");
    }

    @Test
    void a_form_of_boxes_has_them_beside_or_below_the_names() throws IOException {
        JsonNode layout = draw("admin", workbook(sheet -> {
                    sheet.value(0, 0, name("REC001"));
                    sheet.range(0, 1, 0, 2).merge();
                    sheet.value(0, 3, "REC002");
                    sheet.value(0, 4, unit("REC002"));
                    sheet.value(2, 0, name("REC006"));
                    sheet.value(2, 1, "合计");
                    sheet.value(4, 0, name("REC001"));
                    sheet.value(4, 5, "x");
                }))
                .is(200)
                .json();
        assertThat(cells(layout))
                .containsExactly(
                        "1,1 " + name("REC001"),
                        "1,2 own REC001 1x2",
                        "1,4 REC002",
                        "1,5 " + unit("REC002"),
                        "1,6 own REC002",
                        "3,1 " + name("REC006"),
                        "3,2 合计",
                        "4,1 own REC006",
                        "5,1 " + name("REC001"),
                        "5,6 x");
    }

    @Test
    void nobody_else_draws_and_only_from_a_workbook_with_a_text() throws IOException {
        byte[] empty = workbook(sheet -> {});
        draw("210902-gov", empty).problem(403, "admin-only");
        draw("admin", empty).problem(422, "form-layout-unreadable");
        draw("admin", "no workbook".getBytes(StandardCharsets.UTF_8)).problem(422, "form-layout-unreadable");
        byte[] wide = workbook(sheet -> sheet.value(0, 70, "x"));
        draw("admin", wide).problem(422, "form-layout-unreadable");
        byte[] long1 = workbook(sheet -> sheet.value(600, 0, "x"));
        draw("admin", long1).problem(422, "form-layout-unreadable");
        send("admin", "POST", "/api/forms/layouts", empty, "Content-Type", "text/csv")
                .problem(415, "unsupported-media-type");
    }

    @Test
    void a_cycle_keeps_the_layout_of_its_issue() {
        JsonNode layout = JSON.readTree(LAYOUT);
        put(layout, "If-None-Match", "*").is(201);
        assertThat(get("admin", "/api/forms/" + id).json().path("layout")).isEqualTo(layout);
        String cycle = "laid-out-" + UUID.randomUUID();
        sendJson("admin", "POST", "/api/cycles", """
                {"id": "%s", "form": "%s", "period": {"from": "2024-12-01", "to": "2024-12-31"}, "opensOn": "2025-01-01",
                 "dueOn": "2025-02-01", "closesOn": "2025-03-01", "agencies": {"under": "210900-gov", "orgs": ["gov"]}}""".formatted(cycle, id)).is(201);
        ObjectNode plain = (ObjectNode) JSON.readTree(FORM.formatted(id));
        sendJson("admin", "PUT", "/api/forms/" + id, plain, "If-Match", "\"1\"").is(200);
        assertThat(get("admin", "/api/forms/" + id).json().has("layout")).isFalse();
        assertThat(get("210902-gov", "/api/cycles/" + cycle + "/form").json().path("layout"))
                .isEqualTo(layout);
        assertThat(get("210902-gov", "/api/cycles/annual-2023/form").json().has("layout"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /rows              | 501                                              | /layout/rows                | items.count
            /columns           | 0                                                | /layout/columns             | items.count
            /cells             | []                                               | /layout/cells               | items.count
            /cells/0/columns   | 4                                                | /layout/cells/0             | layout.outside
            /cells/0/row       | 0                                                | /layout/cells/0             | layout.outside
            /cells/0/columns   | 2147483647                                       | /layout/cells/0             | layout.outside
            /cells/0/rows      | 2                                                | /layout/cells/1             | layout.overlap
            /cells/1/text      | " "                                              | /layout/cells/1/text        | text.length
            /cells/1/indicator | "REC001"                                         | /layout/cells/1             | layout.cell
            /cells/2/indicator | "INS001"                                         | /layout/cells/2/indicator   | indicator.not-in-form
            /cells/2/scope     | "theirs"                                         | /layout/cells/2/scope       | layout.scope
            /cells/2/scope     | null                                             | /layout/cells/2/scope       | layout.scope
            /cells/4/indicator | "REC001"                                         | /layout/cells/4/indicator   | items.twice
            """)
    void what_cannot_stand_is_refused_by_its_place(String place, String value, String pointer, String code) {
        ObjectNode layout = (ObjectNode) JSON.readTree(LAYOUT);
        int last = place.lastIndexOf('/');
        ((ObjectNode) layout.at(place.substring(0, last))).set(place.substring(last + 1), JSON.readTree(value));
        Answer answer = put(layout, "If-None-Match", "*");
        answer.problem(422, "form-invalid");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(one -> one.path("pointer").asString() + " "
                                + one.path("code").asString()))
                .contains(pointer + " " + code);
    }
}
