package huikan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A scalar of another type is refused, never converted. */
class StrictBodiesTest {

    static final JsonMapper JSON = json();

    private static JsonMapper json() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new ProblemAutoConfiguration().strictBodies().customize(builder);
        return builder.build();
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Body(
            @Nullable String text,
            @Nullable Integer whole,
            @Nullable Long large,
            @Nullable BigDecimal decimal,
            @Nullable Boolean flag,
            @Nullable LocalDate day,
            @Nullable Size size,
            @Nullable List<String> words,
            @Nullable Map<String, Long> cells,
            @Nullable JsonNode any) {}

    record Bare(int whole, boolean flag) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": false}",
                "{\"text\": 1}",
                "{\"text\": 1.5}",
                "{\"text\": []}",
                "{\"text\": {}}",
                "{\"whole\": \"1\"}",
                "{\"whole\": 1.5}",
                "{\"whole\": 1.0}",
                "{\"whole\": true}",
                "{\"whole\": \"\"}",
                "{\"large\": \"1\"}",
                "{\"large\": 1.5}",
                "{\"large\": 1e3}",
                "{\"large\": 99999999999999999999}",
                "{\"decimal\": \"1.5\"}",
                "{\"decimal\": true}",
                "{\"flag\": \"true\"}",
                "{\"flag\": 1}",
                "{\"flag\": 0.0}",
                "{\"flag\": \"\"}",
                "{\"day\": 19000}",
                "{\"day\": [2024, 1, 1]}",
                "{\"day\": []}",
                "{\"day\": 1.5}",
                "{\"day\": true}",
                "{\"day\": \"\"}",
                "{\"size\": 1}",
                "{\"size\": \"1\"}",
                "{\"size\": \"\"}",
                "{\"size\": \"small\"}",
                "{\"words\": \"one\"}",
                "{\"words\": \"\"}",
                "{\"words\": [1]}",
                "{\"words\": [true]}",
                "{\"cells\": {\"A\": \"1\"}}",
                "{\"cells\": {\"A\": 1.5}}",
                "{\"cells\": \"\"}"
            })
    void refused_with_its_place(String body) {
        assertThatThrownBy(() -> JSON.readValue(body, Body.class))
                .isInstanceOfAny(DatabindException.class, InputCoercionException.class)
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        misfit -> assertThat(misfit.getPath()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"whole\": null, \"flag\": true}", "{\"whole\": 1, \"flag\": \"true\"}", "\"\"", "1"})
    void a_body_that_is_none(String body) {
        assertThatThrownBy(() -> JSON.readValue(body, Bare.class)).isInstanceOf(DatabindException.class);
    }

    @Test
    void what_is_of_its_type_is_read() {
        Body body = JSON.readValue("""
                {"text": "1", "whole": 1, "large": 9007199254740993, "decimal": 1, "flag": false, "day": "2024-02-29",
                 "size": "LARGE", "words": ["", "x"], "cells": {"A": 1}, "any": 1.5}
                """, Body.class);
        assertThat(body.text()).isEqualTo("1");
        assertThat(body.large()).isEqualTo(9007199254740993L);
        assertThat(body.decimal()).isEqualByComparingTo("1");
        assertThat(JSON.readValue("{\"decimal\": 1.5}", Body.class).decimal()).isEqualByComparingTo("1.5");
        assertThat(body.day()).isEqualTo("2024-02-29");
        assertThat(body.size()).isEqualTo(Size.LARGE);
        assertThat(body.words()).containsExactly("", "x");
        assertThat(body.any()).isNotNull();
        assertThat(JSON.readValue("{}", Body.class).text()).isNull();
    }
}
