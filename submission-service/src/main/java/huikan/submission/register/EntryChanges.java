package huikan.submission.register;

import huikan.problem.FieldError;
import huikan.service.problem.IfMatch;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.register.Entry.State;
import huikan.trail.TrailStep;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a register changes: an agency enters, changes and ends its own entries, each from a day on; what was before stays. */
@Component
record EntryChanges(Entries entries, EntryAgencies named, Clock clock) {

    static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private static final int MOST_ENTRIES = 100_000;
    /** Of one entry: it is one document. */
    static final int MOST_STATES = 100;

    private static final int NUMBER = 8;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    /**
     * @return the agency whose register it is
     * @throws huikan.service.problem.ProblemException 403
     */
    static String keeper(Caller by) {
        String agency = by.agency();
        if (agency == null || !by.is(Role.REPORTER)) {
            throw RegisterProblem.NOT_YOURS.because("The login " + by.login() + " does not file for an agency.");
        }
        return agency;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PLACE);
    }

    /** @throws huikan.service.problem.ProblemException 409 when there is no room for so many more */
    void requireRoom(String kind, String agency, int more) {
        int kept = entries.kept(List.of(agency)).getOrDefault(agency, Map.of()).getOrDefault(kind, 0);
        if (kept + more > MOST_ENTRIES) {
            throw RegisterProblem.FULL.because("A register has at most " + MOST_ENTRIES + " entries.");
        }
    }

    /** From when on a change may hold. */
    void from(Violations errors, String pointer, LocalDate from, @Nullable Entry seen) {
        errors.notBefore(pointer, from, seen == null ? FIRST_DAY : seen.last().from());
        errors.addIf(from.isAfter(today()), pointer, "date.future", from + " is yet to come.");
    }

    /**
     * A new entry, or one that was ended and is taken up again.
     *
     * @throws huikan.service.problem.ProblemException 409 or 422
     */
    Entry enter(RegisterKind kind, String agency, Map<String, ?> said, LocalDate from, boolean openly, Caller by) {
        Violations errors = new Violations();
        Map<String, Object> values = new EntryValues(kind).read(said, "/values", errors);
        named.check(kind, agency, EntryAgencies.anew(kind, values, null, "/values"), errors);
        from(errors, "/from", from, null);
        errors.refuse(RegisterProblem.ENTRY_INVALID);
        requireRoom(kind.id(), agency, 1);
        String key = new EntryValues(kind).key(values);
        entries.find(kind.id(), agency, key).ifPresent(EntryChanges::refuseTwice);
        entries.expect(kind.id(), agency, 1);
        State state = state(from, values, openly, by, null);
        Entry fresh = fresh(kind.id(), agency, key, state, 0);
        if (!entries.enter(fresh, kind.against(values), Entries.step(null, fresh.id(), state, by))) {
            entries.expect(kind.id(), agency, -1);
            refuseTwice(entries.find(kind.id(), agency, key).orElseThrow());
        }
        return entries.find(fresh.id()).orElseThrow();
    }

    private static void refuseTwice(Entry there) {
        throw RegisterProblem.TWICE.because(
                there.last().values() == null
                        ? "It ended on " + there.last().from() + "; change " + there.id() + " to take it up again."
                        : "It is " + there.id() + ".");
    }

    /** @param number in the order in which they came of those of one moment */
    Entry fresh(String kind, String agency, String key, State state, int number) {
        String random = UUID.randomUUID().toString().replace("-", "").substring(NUMBER);
        String id = "%015d-%08x%s".formatted(state.at().toEpochMilli(), number, random);
        return new Entry(id, kind, agency, key, 0, TrailStep.origin("", id), List.of(state));
    }

    State state(
            LocalDate from, @Nullable Map<String, Object> values, boolean openly, Caller by, @Nullable String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new State(from, values, openly, by.login(), now, reason);
    }

    /**
     * From a day on it says something else, or is in the register again. Nothing is done where it says that already.
     *
     * @throws huikan.service.problem.ProblemException 409, 412 or 422
     */
    Entry change(RegisterKind kind, Entry seen, Map<String, ?> said, LocalDate from, boolean openly, Caller by) {
        Violations errors = new Violations();
        Map<String, Object> values = new EntryValues(kind).read(said, "/values", errors);
        named.check(kind, seen.agency(), EntryAgencies.anew(kind, values, seen, "/values"), errors);
        from(errors, "/from", from, seen);
        errors.refuse(RegisterProblem.ENTRY_INVALID);
        if (!new EntryValues(kind).key(values).equals(seen.key())) {
            throw RegisterProblem.ENTRY_INVALID.because(
                    "What makes it the same entry never changes: end it, and enter the other.",
                    List.of(new FieldError("/values", "register.key", "The key is another one.")));
        }
        return seen.last().says(values, openly)
                ? seen
                : changed(seen, state(from, values, openly, by, null), kind.against(values), by);
    }

    /**
     * From a day on it is not in the register.
     *
     * @throws huikan.service.problem.ProblemException 409, 412 or 422
     */
    Entry end(Entry seen, LocalDate on, String reason, Caller by) {
        if (seen.last().values() == null) {
            throw RegisterProblem.ENDED.because("It ended on " + seen.last().from() + ".");
        }
        Violations errors = new Violations();
        from(errors, "/on", on, seen);
        errors.refuse(RegisterProblem.ENTRY_INVALID);
        return changed(seen, state(on, null, false, by, reason), null, by);
    }

    private Entry changed(Entry seen, State state, @Nullable String against, Caller by) {
        if (seen.states().size() >= MOST_STATES) {
            throw RegisterProblem.FULL.because("An entry changes at most " + MOST_STATES + " times.");
        }
        if (!entries.change(seen, state, against, Entries.step(seen, seen.id(), state, by))) {
            throw IfMatch.overtaken();
        }
        return entries.find(seen.id()).orElseThrow();
    }
}
