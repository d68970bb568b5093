package huikan.submission.agency;

import huikan.events.Line;
import huikan.problem.FieldError;
import huikan.submission.agency.AgencyTable.Row;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts many agencies into the directory. All rows are looked at first, as the tree would stand with all of them; one that is wrong
 * keeps all out. Cut short, the same file brings the rest: what stands as its row says is left alone.
 */
@Component
record AgencyImport(Agencies agencies, Clock clock) {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    /** How often one is tried that somebody else changes at the same time. */
    private static final int MOST_ATTEMPTS = 5;

    /** What a row does. */
    enum Effect {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /**
     * Of one row.
     *
     * @param changes the fields that it changes, as the table calls them; none of a new one
     */
    record Step(Row row, Effect effect, List<String> changes) {}

    /**
     * What a table would do.
     *
     * @param steps superiors before those below them; none where something is wrong
     */
    record Plan(List<Step> steps, List<FieldError> errors) {}

    Plan plan(AgencyTable table) {
        List<FieldError> errors = new ArrayList<>(table.errors());
        Map<String, Row> rows = new HashMap<>();
        for (Row row : table.rows()) {
            Row twice = rows.putIfAbsent(row.wanted().code(), row);
            if (twice != null) {
                errors.add(new FieldError(
                        AgencyTable.pointer(row.line(), "code"),
                        "agency.twice",
                        row.wanted().code() + " is in line " + twice.line() + ", too."));
            }
        }
        Map<String, Agency> stored = stored(rows);
        Function<String, Optional<Agency>> tree = code -> rows.containsKey(code)
                ? Optional.of(asItWouldStand(rows.get(code).wanted(), stored.get(code)))
                : Optional.ofNullable(stored.get(code)).or(() -> agencies.find(code));
        for (Row row : rows.values()) {
            AgencyRules.check(row.wanted(), tree)
                    .forEach(error -> errors.add(
                            new FieldError("/rows/" + row.line() + error.pointer(), error.code(), error.message())));
        }
        for (Row row : rows.values()) {
            Agency seen = stored.get(row.wanted().code());
            errors.addAll(AgencyRules.keepsSuperior(seen, row.wanted(), "/rows/" + row.line()));
            // the same table once more finds the name that it brought
            if (row.renamedOn() != null
                    && seen != null
                    && !seen.name().equals(row.wanted().name())) {
                errors.addAll(AgencyRules.renamed(
                        seen, row.renamedOn(), today(), AgencyTable.pointer(row.line(), "renamedOn")));
            }
        }
        if (!errors.isEmpty()) {
            return new Plan(List.of(), errors);
        }
        return new Plan(
                rows.values().stream()
                        .sorted(Comparator.comparingInt((Row row) -> depth(row.wanted(), tree))
                                .thenComparingLong(Row::line))
                        .map(row -> step(row, stored.get(row.wanted().code())))
                        .toList(),
                List.of());
    }

    /** What the table does not say of it stays. */
    private static Agency asItWouldStand(Agency wanted, @Nullable Agency stored) {
        return stored == null ? wanted : stored.changed(wanted, null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PLACE);
    }

    private Map<String, Agency> stored(Map<String, Row> rows) {
        Set<String> codes = new HashSet<>(rows.keySet());
        rows.values().forEach(row -> {
            for (Line line : Line.values()) {
                Optional.ofNullable(row.wanted().superior(line)).ifPresent(codes::add);
            }
        });
        return agencies.findAll(codes);
    }

    private static int depth(Agency agency, Function<String, Optional<Agency>> tree) {
        return Stream.of(Line.values())
                .mapToInt(line -> AgencyRules.path(agency, line, tree).size())
                .max()
                .orElseThrow();
    }

    private static Step step(Row row, @Nullable Agency stored) {
        if (stored == null) {
            return new Step(row, Effect.ADDED, List.of());
        }
        List<String> changes = changes(row.wanted(), stored);
        return new Step(row, changes.isEmpty() ? Effect.UNCHANGED : Effect.CHANGED, changes);
    }

    private static List<String> changes(Agency wanted, Agency stored) {
        List<String> changes = new ArrayList<>();
        if (!wanted.name().equals(stored.name())) {
            changes.add("name");
        }
        if (wanted.level() != stored.level()) {
            changes.add("level");
        }
        if (!Objects.equals(wanted.territory(), stored.territory())) {
            changes.add("territory");
        }
        if (!Objects.equals(wanted.department(), stored.department())) {
            changes.add("department");
        }
        return changes;
    }

    /** Does it. Those that are new come first, many at a time. */
    void apply(Plan plan) {
        agencies.addMissing(plan.steps().stream()
                .filter(step -> step.effect() == Effect.ADDED)
                .map(step -> step.row().wanted().withVersion(1))
                .toList());
        plan.steps().stream().filter(step -> step.effect() != Effect.UNCHANGED).forEach(step -> put(step.row()));
    }

    /** One that was added meanwhile, or changed, is as its row says afterwards. */
    private void put(Row row) {
        Agency wanted = row.wanted();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<Agency> seen = agencies.find(wanted.code());
            if (seen.isPresent() && changes(wanted, seen.get()).isEmpty()) {
                return;
            }
            Agency changed =
                    seen.map(one -> one.changed(wanted, row.renamedOn())).orElseGet(() -> wanted.withVersion(1));
            if (agencies.put(changed, changed.version() - 1).isPresent()) {
                return;
            }
        }
        throw AgencyProblem.BUSY.because("Somebody else changes " + wanted.code() + ": import the file once more.");
    }
}
