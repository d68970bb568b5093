package huikan.submission.intake;

import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.problem.FieldError;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Attachments;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.CycleVersions;
import huikan.submission.cycle.Cycles;
import huikan.submission.form.Form;
import huikan.submission.indicator.Indicators;
import huikan.submission.intake.Counted.Ledgers;
import huikan.submission.obligation.Obligation;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRules;
import huikan.submission.waiver.Waivers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the directory and the rules say of a filing; everything but the slot. */
@Component
final class Assessment {

    /** Every date that a law names is a date here. */
    static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final Cycles cycles;
    private final Agencies agencies;
    private final Indicators indicators;
    private final CheckRules rules;
    private final CycleVersions versions;
    private final YearBefore yearBefore;
    private final Counted counted;
    private final Waivers waivers;
    private final Attachments attachments;

    Assessment(
            Cycles cycles,
            Agencies agencies,
            Indicators indicators,
            CheckRules rules,
            CycleVersions versions,
            YearBefore yearBefore,
            Counted counted,
            Waivers waivers,
            Attachments attachments) {
        this.counted = counted;
        this.waivers = waivers;
        this.versions = versions;
        this.yearBefore = yearBefore;
        this.attachments = attachments;
        this.cycles = cycles;
        this.agencies = agencies;
        this.indicators = indicators;
        this.rules = rules;
    }

    /** What came of it. */
    sealed interface Verdict {
        List<Check> checks();

        /** It may take the slot. */
        record Passed(Cycle cycle, boolean late, List<Check> checks) implements Verdict {}

        /** It may not: errors of the directory, failed checks, or both. */
        record Failed(List<FieldError> errors, List<Check> checks) implements Verdict {}
    }

    /**
     * In their order.
     *
     * @param receivedAt decides whether the cycle is open, and whether a filing is late
     * @param owed by {@link Topics#obligationKey}
     */
    List<Verdict> of(List<Filing> filings, Instant receivedAt, Map<String, Obligation> owed) {
        Map<String, Agency> known =
                agencies.findAll(filings.stream().map(Filing::agency).collect(Collectors.toSet()));
        Map<String, Map<String, Figure>> before = yearBefore.of(filings);
        Ledgers ledgers = counted.of(filings);
        Waivers.InForce waived = waivers.inForce(day(receivedAt));
        return filings.stream()
                .map(one -> of(
                        one,
                        receivedAt,
                        Optional.ofNullable(known.get(one.agency())),
                        Optional.ofNullable(owed.get(Topics.obligationKey(one.cycle(), one.agency()))),
                        before.getOrDefault(YearBefore.key(one), Map.of()),
                        ledgers,
                        waived))
                .toList();
    }

    /**
     * The same with what was looked up before.
     *
     * @param before its own figures of the year before
     * @param ledgers what it has registers of, and findings
     * @param waived what is waived on the day on which it came
     */
    Verdict of(
            Filing filing,
            Instant receivedAt,
            Optional<Agency> agency,
            Optional<Obligation> owed,
            Map<String, Figure> before,
            Ledgers ledgers,
            Waivers.InForce waived) {
        Optional<Cycle> cycle = cycles.find(filing.cycle());
        List<FieldError> errors = new ArrayList<>();
        if (cycle.isEmpty()) {
            errors.add(new FieldError("/cycle", "cycle.unknown", "There is no cycle " + filing.cycle() + "."));
        }
        if (agency.isEmpty()) {
            errors.add(new FieldError("/agency", "agency.unknown", "There is no agency " + filing.agency() + "."));
        }
        if (cycle.isEmpty() || agency.isEmpty()) {
            return new Verdict.Failed(errors, List.of());
        }
        LocalDate day = day(receivedAt);
        errors.addAll(owed(filing, cycle.get(), day, owed));
        errors.addAll(unknownIndicators(filing, cycle.get(), agency.get()));
        errors.addAll(attachments.unknown("/attachments", filing.attachments(), filing.agency()));
        Map<String, Integer> rulesOfCycle = versions.of(cycle.get());
        Map<String, String> reasons = waived.of(filing.cycle(), filing.agency(), day);
        CheckRules.Context context = FilingContext.of(
                cycle.get(), agency.get(), receivedAt, owed, before, counted.of(filing, cycle.get(), ledgers));
        List<Check> checks = rules.check(filing, rulesOfCycle, context).stream()
                .map(check -> {
                    String reason = reasons.get(check.rule());
                    return reason == null ? check : check.waived(reason);
                })
                .toList();
        checks.stream()
                .filter(check -> rules.refuses(check, rulesOfCycle))
                .forEach(check -> errors.add(new FieldError(check.pointer(), check.rule(), check.message())));
        return errors.isEmpty()
                ? new Verdict.Passed(cycle.get(), FilingContext.isLate(day, owed), checks)
                : new Verdict.Failed(errors, checks);
    }

    /**
     * What the rules look at beside a filing of this agency in its cycle, whatever it says.
     *
     * @param visible whether the caller may see what was filed there
     */
    Beside beside(Filing filing, Instant at, Predicate<Obligation> visible) {
        Map<String, Figure> before =
                yearBefore.of(List.of(filing), visible).getOrDefault(YearBefore.key(filing), Map.of());
        LocalDate day = day(at);
        return Beside.of(before, waivers.inForce(day).of(filing.cycle(), filing.agency(), day));
    }

    /** What is wrong with a filing that nobody signed off: something where its form wants that. */
    List<FieldError> unsigned(Filing filing) {
        return cycles
                .find(filing.cycle())
                .map(Cycle::form)
                .filter(Form::needsSignOff)
                .map(form -> new FieldError(
                        "",
                        "sign-off.missing",
                        "The form " + form.id()
                                + " wants a filing signed off by somebody else: it is filed from its draft."))
                .stream()
                .toList();
    }

    /** Those with figures of the year before that may not be seen, by {@link YearBefore#key}. */
    Set<String> unseen(List<Filing> filings, Predicate<Obligation> visible) {
        return yearBefore.unseen(filings, visible);
    }

    /** The checks of a filing, without the figures of the year before. */
    List<Check> discreet(Filing filing, List<Check> checks) {
        Map<String, Integer> rulesOfCycle =
                cycles.find(filing.cycle()).map(versions::of).orElse(Map.of());
        return checks.stream()
                .map(one -> rules.looksBack(one, rulesOfCycle) ? one.withoutFigures() : one)
                .toList();
    }

    static LocalDate day(Instant receivedAt) {
        return LocalDate.ofInstant(receivedAt, PLACE);
    }

    private static List<FieldError> owed(Filing filing, Cycle cycle, LocalDate day, Optional<Obligation> owed) {
        List<FieldError> errors = new ArrayList<>();
        if (owed.isEmpty()) {
            errors.add(new FieldError(
                    "/agency", "agency.not-in-cycle", filing.agency() + " owes nothing in " + cycle.id() + "."));
        }
        if (day.isBefore(cycle.opensOn())) {
            errors.add(new FieldError(
                    "/cycle", "cycle.not-open", cycle.id() + " opens on " + cycle.opensOn() + "; it was " + day + "."));
        }
        LocalDate closesOn = owed.map(one -> one.closesOn(cycle.closesOn())).orElse(cycle.closesOn());
        if (day.isAfter(closesOn)) {
            errors.add(new FieldError(
                    "/cycle", "cycle.closed", cycle.id() + " closed on " + closesOn + "; it was " + day + "."));
        }
        return errors;
    }

    private List<FieldError> unknownIndicators(Filing filing, Cycle cycle, Agency agency) {
        List<FieldError> errors = new ArrayList<>();
        filing.indicators().own().keySet().stream()
                .filter(code -> !cycle.form().asks(code, agency.level()))
                .forEach(code -> errors.add(new FieldError(
                        "/indicators/own/" + code,
                        "indicator.not-asked",
                        "A " + agency.level() + " is not asked for " + code + ".")));
        unknown(filing.indicators().own(), "/indicators/own", cycle, errors);
        unknown(filing.indicators().consolidated(), "/indicators/consolidated", cycle, errors);
        filing.indicators()
                .byLevel()
                .forEach((level, cells) -> unknown(cells, "/indicators/byLevel/" + level, cycle, errors));
        return errors;
    }

    private void unknown(Map<String, Figure> cells, String at, Cycle cycle, List<FieldError> errors) {
        List<String> others = cells.keySet().stream()
                .filter(code -> !cycle.indicators().containsKey(code))
                .toList();
        // asked once, and only where something is wrong
        Set<String> known =
                others.isEmpty() ? Set.of() : indicators.definitions().keySet();
        for (String code : others) {
            errors.add(
                    !known.contains(code)
                            ? new FieldError(
                                    at + "/" + code, "indicator.unknown", "There is no indicator " + code + ".")
                            : new FieldError(
                                    at + "/" + code,
                                    "indicator.not-in-form",
                                    code + " is not part of " + cycle.form().id() + "."));
        }
    }
}
