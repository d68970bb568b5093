package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.submission.cycle.Cycle;
import huikan.submission.finding.FindingLedger;
import huikan.submission.finding.Findings;
import huikan.submission.register.RegisterCounts;
import huikan.submission.register.RegisterCounts.Kept;
import huikan.submission.rule.Against;
import huikan.submission.rule.CheckRules;
import huikan.submission.rule.CheckRules.Compared;
import huikan.submission.rule.FindingCount;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What registers, by the kinds that the cycle was issued with, and findings come to for an agency and the period of its filing.
 */
@Component
public record Counted(RegisterCounts registers, Findings findings, CheckRules rules) {

    /** What was looked up of some agencies. */
    public record Ledgers(Map<String, Kept> registers, Map<String, FindingLedger> findings, Set<String> opposed) {}

    /** A few queries for a batch; some only where one of it is compared with what they find. */
    public Ledgers of(Collection<Filing> filings) {
        return of(filings, rules.compared());
    }

    /** @param compared the indicators that are looked up for */
    public Ledgers of(Collection<Filing> filings, Compared compared) {
        Set<String> opposed = agencies(filings, compared.against());
        return new Ledgers(
                registers.kept(filings.stream().map(Filing::agency).collect(Collectors.toSet())),
                findings.of(agencies(filings, compared.findings())),
                opposed.isEmpty() ? Set.of() : registers.opposed(opposed));
    }

    private static Set<String> agencies(Collection<Filing> filings, Set<String> compared) {
        return filings.stream()
                .filter(one -> compared.stream().anyMatch(one.indicators().own()::containsKey))
                .map(Filing::agency)
                .collect(Collectors.toSet());
    }

    /** As {@link huikan.submission.rule.CheckRules.Context#counted} has it. */
    public Map<String, Long> of(Filing filing, Cycle cycle, Ledgers ledgers) {
        FindingLedger found = ledgers.findings.getOrDefault(filing.agency(), FindingLedger.NONE);
        Map<String, Long> counts = new HashMap<>(found.counts(cycle.from(), cycle.to()));
        if (found.reviews(cycle.to())) {
            counts.put(
                    FindingCount.OF_CASE_REVIEWS.variable(),
                    findings.registered(filing.agency(), cycle.from(), cycle.to()));
        }
        Map<String, Integer> kinds = Objects.requireNonNullElse(cycle.registers(), Map.of());
        if (ledgers.opposed.contains(filing.agency())) {
            registers
                    .against(filing.agency(), kinds, cycle.from(), cycle.to())
                    .forEach((indicator, figure) -> counts.put(Against.variable(indicator), figure));
        }
        counts.putAll(registers.figures(
                ledgers.registers.getOrDefault(filing.agency(), Kept.NONE),
                kinds,
                filing.indicators().own().keySet(),
                filing.agency(),
                cycle.from(),
                cycle.to()));
        return counts;
    }
}
