package huikan.submission.rule;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.filing.Figure;
import huikan.filing.Filing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A filing's figures as the rules look at them: one map a scope, each with the pointer to it. */
record FiledCells(Filing filing) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** What it stands for with so many digits after the point, in hundredths of a percent; nothing finer is asked for. */
    private static final List<Long> LAST_DIGIT = List.of(100L, 10L, 1L);

    /** One map of cells and where it stands. */
    record Scope(String pointer, Map<String, Figure> cells) {

        String at(String code) {
            return pointer + "/" + code;
        }

        Optional<Long> whole(String code) {
            return cells.get(code) instanceof Figure.Whole whole ? Optional.of(whole.value()) : Optional.empty();
        }

        /** The sum of several cells; empty when one of them is not filed as a number. */
        OptionalLong sum(List<String> codes) {
            long sum = 0;
            for (String code : codes) {
                Optional<Long> part = whole(code);
                if (part.isEmpty()) {
                    return OptionalLong.empty();
                }
                sum = Math.addExact(sum, part.get());
            }
            return codes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
        }

        /** A rate as filed, e.g. {@code "48.74"}; a whole number is a rate without digits after the point. */
        Optional<String> rate(String code) {
            return switch (cells.get(code)) {
                case Figure.Decimal decimal -> Optional.of(decimal.value().toPlainString());
                case Figure.Whole whole -> Optional.of(Long.toString(whole.value()));
                case Figure.NotApplicable none -> Optional.empty();
                case null -> Optional.empty();
            };
        }
    }

    List<Scope> scopes(List<String> names) {
        List<Scope> scopes = new ArrayList<>();
        for (String name : names) {
            switch (name) {
                case "own" -> scopes.add(own());
                case "consolidated" ->
                    scopes.add(new Scope(
                            "/indicators/consolidated", filing.indicators().consolidated()));
                case "byLevel" ->
                    filing.indicators()
                            .byLevel()
                            .forEach((level, cells) -> scopes.add(new Scope("/indicators/byLevel/" + level, cells)));
                default -> throw new IllegalArgumentException("no scope " + name);
            }
        }
        return scopes;
    }

    Scope own() {
        return new Scope("/indicators/own", filing.indicators().own());
    }

    /** What the shares of a whole come to; empty unless every one of them is a rate. */
    static Optional<Map<String, Object>> shares(Scope scope, List<String> whole) {
        BigDecimal sum = BigDecimal.ZERO;
        long within = 0;
        for (String code : whole) {
            Optional<BigDecimal> share = scope.rate(code).map(BigDecimal::new);
            if (share.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(share.get());
            within += LAST_DIGIT.get(Math.min(share.get().scale(), LAST_DIGIT.size() - 1));
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("sum", sum.toPlainString());
        variables.put(
                "apart",
                sum.subtract(HUNDRED)
                        .abs()
                        .movePointRight(2)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact());
        variables.put("within", within);
        return Optional.of(variables);
    }

    /**
     * What is stated of the levels below: empty unless every government level below is there.
     *
     * @param level of the agency that files
     */
    Optional<Map<String, Object>> statedLevels(Definition indicator, AgencyLevel level) {
        Optional<Long> own = own().whole(indicator.code());
        Optional<Long> consolidated = new Scope("", filing.indicators().consolidated()).whole(indicator.code());
        long below = 0;
        for (AgencyLevel lower : AgencyLevel.values()) {
            Optional<Long> stated = new Scope("", filing.indicators().byLevel().getOrDefault(lower.name(), Map.of()))
                    .whole(indicator.code());
            boolean mustBeThere = lower.compareTo(level) > 0 && lower != AgencyLevel.TOWNSHIP;
            if (stated.isEmpty() && mustBeThere) {
                return Optional.empty();
            }
            below = Math.addExact(below, lower.compareTo(level) > 0 ? stated.orElse(0L) : 0L);
        }
        if (own.isEmpty()
                || consolidated.isEmpty()
                || filing.indicators().byLevel().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("own", own.get());
        variables.put("consolidated", consolidated.get());
        variables.put("below", below);
        return Optional.of(variables);
    }
}
