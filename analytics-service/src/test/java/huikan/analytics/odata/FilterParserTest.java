package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    enum Colour {
        RED,
        BLUE
    }

    record Row(
            String name,
            @Nullable String note,
            Colour colour,
            long number,
            @Nullable Long other,
            @Nullable BigDecimal rate,
            LocalDate day,
            Instant at,
            boolean open) {}

    private static final EntityType TYPE = EntityType.of("Row", Row.class, "name");

    private static final List<String> WORDS = List.of("", "a", "ab", "it's", "b", "中文", "and", "null");
    private static final List<Row> ROWS = rows();

    private static List<Row> rows() {
        Random random = new Random(7);
        return IntStream.range(0, 60)
                .mapToObj(i -> new Row(
                        one(random, WORDS),
                        random.nextBoolean() ? null : one(random, WORDS),
                        one(random, List.of(Colour.values())),
                        random.nextLong(-3, 4),
                        random.nextBoolean() ? null : random.nextLong(-3, 4),
                        random.nextBoolean() ? null : BigDecimal.valueOf(random.nextLong(-6, 7) * 50, 2),
                        LocalDate.of(2024, 1, 1 + random.nextInt(3)),
                        Instant.parse("2024-01-01T00:00:00Z").plusSeconds(1800 * random.nextLong(4)),
                        random.nextBoolean()))
                .toList();
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean accepts(String filter, Row row) {
        return FilterParser.parse(TYPE, filter).accepts(row);
    }

    /** A filter as text, and what it means, made without the parser. How tight its loosest operator is, 0 for or. */
    private record Made(String text, int tightness, Function<Row, @Nullable Boolean> means) {
        /** In parentheses where they are needed. */
        String within(int least) {
            return tightness < least ? "(" + text + ")" : text;
        }
    }

    private static Made made(Random random, int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(5);
        if (kind < 2) {
            Made left = made(random, depth - 1);
            Made right = made(random, depth - 1);
            // both join from the left, and the right side of the same kind may stand bare as well
            return kind == 0
                    ? new Made(
                            left.within(0) + " or " + right.within(0),
                            0,
                            row -> or(left.means.apply(row), right.means.apply(row)))
                    : new Made(
                            left.within(1) + " and " + right.within(1),
                            1,
                            row -> and(left.means.apply(row), right.means.apply(row)));
        }
        if (kind == 2) {
            Made inner = made(random, depth - 1);
            return new Made("not " + inner.within(4), 4, row -> not(inner.means.apply(row)));
        }
        return random.nextInt(3) == 0 ? special(random) : comparison(random);
    }

    private static @Nullable Boolean or(@Nullable Boolean a, @Nullable Boolean b) {
        return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b) ? Boolean.TRUE : a == null || b == null ? null : false;
    }

    private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
        return Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)
                ? Boolean.FALSE
                : a == null || b == null ? null : true;
    }

    private static @Nullable Boolean not(@Nullable Boolean a) {
        return a == null ? null : !a;
    }

    private record Side(String text, Function<Row, @Nullable Comparable<?>> value) {}

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Side string(Random random) {
        String word = one(random, WORDS);
        return switch (random.nextInt(4)) {
            case 0 -> new Side("note", Row::note);
            case 1 -> new Side("colour", row -> row.colour().name());
            case 2 -> new Side("name", Row::name);
            default -> new Side(quoted(word), row -> word);
        };
    }

    private static Side number(Random random) {
        long whole = random.nextLong(-3, 4);
        BigDecimal broken = BigDecimal.valueOf(random.nextLong(-6, 7) * 50, 2);
        return switch (random.nextInt(5)) {
            case 0 -> new Side("number", row -> BigDecimal.valueOf(row.number()));
            case 1 -> new Side("other", row -> row.other() == null ? null : BigDecimal.valueOf(row.other()));
            case 2 -> new Side("rate", Row::rate);
            case 3 -> new Side(Long.toString(whole), row -> BigDecimal.valueOf(whole));
            default -> new Side(broken.toPlainString(), row -> broken);
        };
    }

    private static Side day(Random random) {
        LocalDate day = LocalDate.of(2024, 1, 1 + random.nextInt(3));
        return random.nextBoolean() ? new Side("day", Row::day) : new Side(day.toString(), row -> day);
    }

    private static Side instant(Random random) {
        Instant at = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(1800 * random.nextLong(4));
        return switch (random.nextInt(3)) {
            case 0 -> new Side("at", Row::at);
            case 1 -> new Side(at.toString(), row -> at);
            default -> new Side(at.atOffset(java.time.ZoneOffset.ofHours(8)).toString(), row -> at);
        };
    }

    private static Side side(Random random, int type) {
        return switch (type) {
            case 0 -> string(random);
            case 1 -> number(random);
            case 2 -> day(random);
            default -> instant(random);
        };
    }

    private static Made comparison(Random random) {
        int type = random.nextInt(4);
        Side left = side(random, type);
        Side right = random.nextInt(8) == 0 ? new Side("null", row -> null) : side(random, type);
        String operator = one(random, List.of("eq", "ne", "gt", "ge", "lt", "le"));
        boolean isEquality = operator.equals("eq") || operator.equals("ne");
        return new Made(
                left.text + " " + operator + " " + right.text,
                isEquality ? 2 : 3,
                row -> holds(operator, left.value.apply(row), right.value.apply(row)));
    }

    @SuppressWarnings("unchecked")
    private static boolean holds(String operator, @Nullable Comparable<?> left, @Nullable Comparable<?> right) {
        if (left == null || right == null) {
            return operator.equals("eq") ? left == right : operator.equals("ne") && left != right;
        }
        int order = ((Comparable<Object>) left).compareTo(right);
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    private static Made special(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> {
                String function = one(random, List.of("contains", "startswith", "endswith"));
                Side text = string(random);
                Side part = string(random);
                return new Made(function + "(" + text.text + "," + part.text + ")", 5, row -> {
                    String whole = (String) text.value.apply(row);
                    String some = (String) part.value.apply(row);
                    return whole == null || some == null
                            ? null
                            : switch (function) {
                                case "contains" -> whole.contains(some);
                                case "startswith" -> whole.startsWith(some);
                                default -> whole.endsWith(some);
                            };
                });
            }
            case 1 -> {
                Side left = number(random);
                List<Long> values = List.of(random.nextLong(-3, 4), random.nextLong(-3, 4));
                return new Made(
                        left.text + " in (" + values.get(0) + ", " + values.get(1) + ".0)",
                        3,
                        row -> values.stream()
                                .anyMatch(value -> holds("eq", left.value.apply(row), BigDecimal.valueOf(value))));
            }
            default -> {
                return random.nextBoolean()
                        ? new Made("open", 5, Row::open)
                        : new Made("open eq false", 2, row -> !row.open());
            }
        }
    }

    @Test
    void generated_filters_mean_what_plain_java_says() {
        int accepted = 0;
        for (int seed = 0; seed < 4_000; seed++) {
            Made made = made(new Random(seed), 4);
            if (made.text.length() > FilterParser.LONGEST) {
                continue;
            }
            Expression filter = FilterParser.parse(TYPE, made.text);
            for (Row row : ROWS) {
                boolean expected = Boolean.TRUE.equals(made.means.apply(row));
                accepted += expected ? 1 : 0;
                assertThat(filter.accepts(row)).as("%s of %s", made.text, row).isEqualTo(expected);
                for (String property : List.of("name", "colour")) {
                    var only = filter.only(property);
                    Object value = TYPE.property(property).orElseThrow().of(row);
                    assertThat(!expected || only == null || only.contains(value))
                            .as("%s: %s is only %s", made.text, property, only)
                            .isTrue();
                }
            }
        }
        assertThat(accepted).isBetween(20_000, 220_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name eq 'a'                                | a",
                "'a' eq name                                | a",
                "name in ('a','b')                          | a,b",
                "name in ('a','b') and name eq 'b'          | b",
                "name eq 'a' or name in ('b')               | a,b",
                "name eq 'a' and number gt 3                | a",
                "name eq 'a' or number gt 3                 | any",
                "not (name eq 'a')                          | any",
                "name ne 'a'                                | any",
                "name gt 'a'                                | any",
                "(name eq 'a' or name eq 'b') and open      | a,b",
                "name eq 'a' and (open or number eq 1)      | a",
                "name eq note                               | any",
                "name eq 'a' and name eq 'b'                | none"
            })
    void what_a_property_can_be_is_known(String filter, String expected) {
        var only = FilterParser.parse(TYPE, filter).only("name");
        switch (expected) {
            case "any" -> assertThat(only).isNull();
            case "none" -> assertThat(only).isEmpty();
            default -> assertThat(only).containsExactlyInAnyOrder(expected.split(","));
        }
    }

    @Test
    void the_operators_bind_as_odata_ranks_them() {
        Row open = new Row("a", null, Colour.RED, 1, null, null, LocalDate.EPOCH, Instant.EPOCH, true);
        assertThat(accepts("open or open and name eq 'x'", open)).isTrue();
        assertThat(accepts("(open or open) and name eq 'x'", open)).isFalse();
        assertThat(accepts("not open or open", open)).isTrue();
        assertThat(accepts("not (open or open)", open)).isFalse();
        assertThat(accepts("number gt 0 eq true", open)).isTrue();
        assertThat(accepts("not open eq false", open)).as("not binds before eq").isTrue();
        assertThat(accepts("not not open", open)).isTrue();
        assertThat(accepts("null eq null", open)).isTrue();
        assertThat(accepts("note eq null and other eq null", open)).isTrue();
        assertThat(accepts("not contains(note,'a')", open))
                .as("neither yes nor no")
                .isFalse();
        assertThat(accepts("null", open)).isFalse();
        assertThat(accepts("number eq 1.0", open)).isTrue();
        assertThat(accepts("number lt 123456789012345678901234567890", open)).isTrue();
        assertThat(accepts("  name   eq\t'a'  ", open)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "name",
                "number",
                "'a'",
                "1",
                "name eq",
                "eq 'a'",
                "name eq 'a",
                "name eq 'a''",
                "name 'a'",
                "name eq a",
                "name eq \"a\"",
                "(name eq 'a'",
                "name eq 'a')",
                "()",
                "name eq ()",
                "name eq 'a' and",
                "and name eq 'a'",
                "name eq 'a' xor open",
                "name eq 1",
                "number eq '1'",
                "number eq open",
                "day eq at",
                "day eq 2024-01-01T00:00:00Z",
                "at ge 2024-01-01",
                "day eq 2024-02-30",
                "day eq 2024-1-1",
                "at eq 2024-01-01T25:00:00Z",
                "open gt false",
                "not name",
                "not number eq 1",
                "name and open",
                "open or 1",
                "missing eq 1",
                "Name eq 'a'",
                "name EQ 'a'",
                "number eq 1e3",
                "number eq --1",
                "number eq 1.",
                "number eq 0x10",
                "name in 'a'",
                "name in ()",
                "name in ('a'",
                "name in ('a',)",
                "name in (1)",
                "name in (note)",
                "contains(name)",
                "contains(name,'a','b')",
                "contains(number,'a')",
                "contains(name,'a'",
                "contains(name 'a')",
                "name = 'a'",
                "name eq 'a';",
                "name eq 'a' & open",
                "{}",
                "name eq #",
                "number eq 11111111111111111111111111111111111111111",
                "number eq INF",
                "name eq 'a' name eq 'b'",
                "open,open",
                "rate eq 2024-01-01",
                "true eq 1",
                "number eq Colour'RED'",
                "\u0000",
                "😀 eq 1",
                "number eq -",
                "number eq ."
            })
    void what_is_no_filter_is_refused_with_the_reason(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(TYPE, filter))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).as(refused.detail()).isEqualTo(ODataProblem.FILTER);
                    assertThat(refused.detail()).hasSizeBetween(20, 400);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number add 1 eq 2",
                "number mod 2 eq 0",
                "name has 'a'",
                "tolower(name) eq 'a'",
                "length(name) gt 1",
                "year(day) eq 2024",
                "day lt now()",
                "name eq @p",
                "$it/name eq 'a'",
                "contains(tolower(name),'a')",
                "any(x)"
            })
    void what_odata_has_besides_is_refused_as_unsupported(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(TYPE, filter))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem())
                                .as(refused.detail())
                                .isEqualTo(ODataProblem.UNSUPPORTED));
    }

    private static String nested(String before, int depth, String inner, String after) {
        return before.repeat(depth) + inner + after.repeat(depth);
    }

    @Test
    void a_filter_is_not_deeper_longer_or_wider_than_allowed() {
        int depth = FilterParser.DEEPEST;
        Row row = ROWS.getFirst();
        assertThat(accepts(nested("(", depth, "open or true", ")"), row)).isTrue();
        assertThat(accepts(nested("not ", depth, "true", ""), row)).isTrue();
        String many = String.join(" or ", java.util.Collections.nCopies(FilterParser.MOST_CONDITIONS, "number gt 9"));
        assertThat(accepts(many, row)).isFalse();
        String values = IntStream.range(0, 500)
                .mapToObj(Integer::toString)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        assertThat(accepts("number in (-3,-2,-1," + values + ")", row)).isTrue();
        List<String> refused = new ArrayList<>(List.of(
                nested("(", depth + 1, "open", ")"),
                nested("(", 1_000, "open", ")"),
                nested("not ", depth + 1, "open", ""),
                nested("contains(", 100, "name", ",'a')"),
                many + " or open eq true",
                " ".repeat(FilterParser.LONGEST) + "open",
                "name eq '" + "''".repeat(5_000) + "'",
                nested("(", 10_000, "", "")));
        for (String filter : refused) {
            assertThatThrownBy(() -> FilterParser.parse(TYPE, filter))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.problem()).isEqualTo(ODataProblem.FILTER));
        }
    }

    @Test
    void no_text_whatever_it_is_ends_in_anything_but_a_filter_or_a_refusal() {
        Random random = new Random(11);
        List<String> pieces = List.of(
                "(",
                ")",
                ",",
                "'",
                "''",
                "'a'",
                " ",
                "eq",
                "and",
                "or",
                "not",
                "in",
                "name",
                "number",
                "1",
                "-1.5",
                "null",
                "true",
                "contains",
                "2024-01-01",
                "=",
                "%",
                "\"",
                "中",
                "@x",
                "/");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(one(random, pieces)).append(random.nextInt(3) == 0 ? "" : " ");
            }
            try {
                Expression filter = FilterParser.parse(TYPE, text.toString());
                ROWS.forEach(filter::accepts);
                read++;
            } catch (ProblemException refused) {
                assertThat(refused.detail()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void a_key_is_told_whole() {
        EntityType figure = EntitySet.FIGURES.type();
        assertThat(Objects.requireNonNull(
                        FilterParser.key(figure, "cycle='it''s',agency='a',basis='APPROVED',indicator='I'")
                                .only("cycle")))
                .containsExactly("it's");
        assertThat(Objects.requireNonNull(
                        FilterParser.key(EntitySet.CYCLES.type(), "'a'").only("id")))
                .containsExactly("a");
        assertThat(Objects.requireNonNull(
                        FilterParser.key(EntitySet.CYCLES.type(), "id='a'").only("id")))
                .containsExactly("a");
        for (String bad : List.of(
                "",
                "'a'",
                "cycle='a'",
                "cycle='a',agency='a',basis='b',type='COUNT'",
                "cycle=1",
                "cycle='a',cycle='a',basis='b',indicator='c'",
                "cycle='a',",
                "cycle 'a'",
                "cycle='a')")) {
            assertThatThrownBy(() -> FilterParser.key(figure, bad)).as(bad).isInstanceOf(ProblemException.class);
        }
    }
}
