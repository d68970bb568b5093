package huikan.submission.rehearsal;

import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.CycleVersions;
import huikan.submission.cycle.Cycles;
import huikan.submission.intake.Counted;
import huikan.submission.intake.Counted.Ledgers;
import huikan.submission.intake.FilingContext;
import huikan.submission.intake.YearBefore;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.Obligations;
import huikan.submission.rehearsal.Rehearsal.Item;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRules;
import huikan.submission.rule.CheckRules.Compared;
import huikan.submission.rule.CompiledRule;
import huikan.submission.submission.Submissions;
import huikan.submission.submission.Submissions.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a rule says of some filings that are stored. They are looked at as on the day on which they came. */
@Component
record Replay(
        Submissions submissions,
        Cycles cycles,
        CycleVersions versions,
        Agencies agencies,
        Obligations obligations,
        YearBefore yearBefore,
        Counted counted,
        CheckRules rules) {

    /** Each may be as large as a filing may be, and so may that of the year before. */
    private static final int BATCH = 25;

    /**
     * What came of a batch.
     *
     * @param after the place of the last one
     * @param checked 0 when there are no more
     */
    record Replayed(String after, long checked, List<Item> failed) {}

    Replayed next(Rehearsal of) {
        List<Standing> batch = submissions.standing(of.cycle(), of.after(), BATCH);
        if (batch.isEmpty()) {
            return new Replayed(of.after(), 0, List.of());
        }
        Cycle cycle = cycles.find(of.cycle()).orElseThrow();
        Map<Standing, Filing> filings = new LinkedHashMap<>();
        for (Standing one : batch) {
            // what is stored was read before
            if (FilingReader.read(one.body(), "") instanceof WellFormed read) {
                filings.put(one, read.filing());
            }
        }
        Map<String, Agency> known =
                agencies.findAll(batch.stream().map(Standing::agency).collect(Collectors.toSet()));
        Map<String, Obligation> owed = obligations.findAll(
                filings.values().stream().map(YearBefore::key).collect(Collectors.toSet()));
        Map<String, Map<String, Figure>> before = yearBefore.of(filings.values());
        Ledgers ledgers = counted.of(filings.values(), Compared.by(of.rule()));
        CompiledRule rule = rules.compile(of.rule());
        List<Item> failed = new ArrayList<>();
        filings.forEach((one, filing) -> {
            Agency agency = known.get(one.agency());
            if (agency != null) {
                CheckRules.Context context = FilingContext.of(
                        cycle,
                        agency,
                        one.receivedAt(),
                        Optional.ofNullable(owed.get(YearBefore.key(filing))),
                        before.getOrDefault(YearBefore.key(filing), Map.of()),
                        counted.of(filing, cycle, ledgers));
                rules.rehearse(rule, filing, versions.of(cycle), context).stream()
                        .filter(check -> !check.passed())
                        .findFirst()
                        .map(Check::message)
                        .ifPresent(message -> failed.add(new Item(one.id(), one.agency(), message)));
            }
        });
        return new Replayed(batch.getLast().rank(), batch.size(), failed);
    }
}
