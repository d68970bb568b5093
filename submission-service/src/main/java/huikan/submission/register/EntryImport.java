package huikan.submission.register;

import huikan.problem.FieldError;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.submission.register.Entry.State;
import huikan.submission.register.EntryAgencies.Naming;
import huikan.submission.register.EntryTable.Row;
import huikan.submission.register.RegisterKind.Field;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts many entries into the register of one agency. All rows are looked at first; one that is wrong keeps all out. Cut short, the
 * same file brings the rest: what stands as its row says is left alone.
 */
@Component
record EntryImport(Entries entries, EntryAgencies named, EntryChanges changes) {

    /** What a row does. */
    enum Effect {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /**
     * Of one row.
     *
     * @param seen null for one that is added
     */
    record Step(
            int line, Effect effect, String key, @Nullable Entry seen, Wanted wanted) {}

    /** As it will stand. */
    record Wanted(LocalDate from, Map<String, Object> values, boolean openly) {}

    /**
     * What a table would do.
     *
     * @param steps none where something is wrong
     */
    record Plan(List<Step> steps, List<FieldError> errors) {

        int count(Effect effect) {
            return (int) steps.stream().filter(step -> step.effect() == effect).count();
        }
    }

    /**
     * A row as far as it can be read.
     *
     * @param key null where what makes it one entry cannot be read
     * @param sound whether each of its cells can be
     */
    private record ReadRow(
            Row row, Map<String, Object> values, @Nullable String key, boolean sound) {}

    /**
     * Tells all that is wrong at once: a cell that cannot be read hides nothing of the others.
     *
     * @param errors what is wrong with cells
     * @param from since when rows hold that do not say so themselves
     */
    Plan plan(RegisterKind kind, String agency, List<Row> rows, List<FieldError> errors, LocalDate from) {
        Violations wrong = new Violations().addAll(errors);
        List<Step> steps = new ArrayList<>();
        List<Naming> namings = new ArrayList<>();
        for (ReadRow one : read(kind, agency, rows, wrong)) {
            String key = one.key();
            // one by one: each is found by its key, however many there are
            Entry seen =
                    key == null ? null : entries.find(kind.id(), agency, key).orElse(null);
            if (key == null) {
                since(one.row(), null, from, wrong);
            } else {
                steps.add(step(one, key, seen, from, wrong));
            }
            namings.addAll(EntryAgencies.anew(
                    kind, one.values(), seen, "/rows/" + one.row().line()));
        }
        named.check(kind, agency, namings, wrong);
        return wrong.isEmpty() ? new Plan(steps, List.of()) : new Plan(List.of(), wrong.all());
    }

    private static List<ReadRow> read(RegisterKind kind, String agency, List<Row> rows, Violations wrong) {
        EntryValues reading = new EntryValues(kind, true);
        Set<String> unread = wrong.all().stream().map(FieldError::pointer).collect(Collectors.toSet());
        Map<String, Integer> lines = new HashMap<>();
        List<ReadRow> read = new ArrayList<>();
        for (Row row : rows) {
            boolean others = row.agency() != null && !row.agency().equals(agency);
            Violations inRow = new Violations();
            inRow.addIf(
                    others,
                    EntryTable.pointer(row.line(), EntryColumns.AGENCY.en),
                    "register.agency",
                    "It is the register of " + agency + ".");
            Map<String, Object> values = reading.read(row.said(), "/rows/" + row.line(), inRow);
            // a cell that could not be read is not missing besides
            List<FieldError> told = inRow.all().stream()
                    .filter(error -> !unread.contains(error.pointer()))
                    .toList();
            wrong.addAll(told);
            told.forEach(error -> unread.add(error.pointer()));
            if (others) {
                // which entry it would be here, and since when, is not asked
                continue;
            }
            String key = areRead(kind.key(), row, unread) ? reading.key(values) : null;
            Integer twice = key == null ? null : lines.putIfAbsent(key, row.line());
            wrong.addIf(
                    twice != null,
                    EntryTable.pointer(row.line(), kind.key().getFirst().name()),
                    "register.twice",
                    "It is in line " + twice + ", too.");
            read.add(new ReadRow(row, values, key, areRead(kind.fields(), row, unread)));
        }
        return read;
    }

    private static boolean areRead(List<Field> fields, Row row, Set<String> unread) {
        return fields.stream().noneMatch(field -> unread.contains(EntryTable.pointer(row.line(), field.name())));
    }

    private Step step(ReadRow read, String key, @Nullable Entry seen, LocalDate from, Violations wrong) {
        Row row = read.row();
        Map<String, Object> values = read.values();
        boolean openly = row.openly() == null ? seen != null && seen.last().published() : row.openly();
        if (read.sound() && seen != null && seen.last().says(values, openly)) {
            return new Step(row.line(), Effect.UNCHANGED, key, seen, new Wanted(from, values, openly));
        }
        LocalDate since = since(row, seen, from, wrong);
        wrong.addIf(
                seen != null && seen.states().size() >= EntryChanges.MOST_STATES,
                "/rows/" + row.line(),
                "items.count",
                "An entry changes at most " + EntryChanges.MOST_STATES + " times.");
        return new Step(
                row.line(), seen == null ? Effect.ADDED : Effect.CHANGED, key, seen, new Wanted(since, values, openly));
    }

    private LocalDate since(Row row, @Nullable Entry seen, LocalDate from, Violations wrong) {
        String at = EntryTable.pointer(row.line(), EntryColumns.FROM.en);
        LocalDate since = from;
        try {
            since = row.from() == null ? from : LocalDate.parse(row.from());
        } catch (DateTimeParseException other) {
            wrong.add(at, "register.type", "It is a date such as 2026-01-31.");
        }
        changes.from(wrong, at, since, seen);
        return since;
    }

    /** Does it. */
    void apply(RegisterKind kind, String agency, Plan plan, Caller by) {
        int added = plan.count(Effect.ADDED);
        changes.requireRoom(kind.id(), agency, added);
        if (added > 0) {
            entries.expect(kind.id(), agency, added);
        }
        int left = added;
        for (Step step : plan.steps()) {
            if (step.effect() != Effect.UNCHANGED && !apply(kind, agency, step, by)) {
                if (left > 0) {
                    entries.expect(kind.id(), agency, -left);
                }
                throw RegisterProblem.BUSY.because(
                        "Somebody else changed what line " + step.line() + " is about: import the file once more.");
            }
            left -= step.effect() == Effect.ADDED ? 1 : 0;
        }
    }

    private boolean apply(RegisterKind kind, String agency, Step step, Caller by) {
        Wanted wanted = step.wanted();
        Entry seen = step.seen();
        State state = changes.state(wanted.from(), wanted.values(), wanted.openly(), by, null);
        String against = kind.against(wanted.values());
        if (seen == null) {
            Entry fresh = changes.fresh(kind.id(), agency, step.key(), state, step.line());
            return entries.enter(fresh, against, Entries.step(null, fresh.id(), state, by));
        }
        return entries.change(seen, state, against, Entries.step(seen, seen.id(), state, by));
    }
}
