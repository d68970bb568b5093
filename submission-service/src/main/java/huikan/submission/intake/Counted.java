package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.submission.cycle.Cycle;
import huikan.submission.finding.FindingLedger;
import huikan.submission.finding.Findings;
import huikan.submission.register.RegisterCounts;
import huikan.submission.register.RegisterCounts.Kept;
import huikan.submission.rule.CheckRules;
import huikan.submission.rule.FindingCount;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the registers of agencies, by the kinds that the cycle was issued with, and their findings come to for the period of a filing.
 */
@Component
public record Counted(RegisterCounts registers, Findings findings, CheckRules rules) {

    /** What was looked up of some agencies. */
    public record Ledgers(Map<String, Kept> registers, Map<String, FindingLedger> findings) {}

    /** A few queries for a batch, those for findings only where one of it is compared with them. */
    public Ledgers of(Collection<Filing> filings) {
        return of(filings, rules.comparedWithFindings());
    }

    /** @param compared the indicators that are compared with findings */
    public Ledgers of(Collection<Filing> filings, Set<String> compared) {
        return new Ledgers(
                registers.kept(filings.stream().map(Filing::agency).collect(Collectors.toSet())),
                findings.of(filings.stream()
                        .filter(one ->
                                compared.stream().anyMatch(one.indicators().own()::containsKey))
                        .map(Filing::agency)
                        .collect(Collectors.toSet())));
    }

    /** By indicator, of those that are filed, and by {@link huikan.submission.rule.FindingCount#variable}. */
    public Map<String, Long> of(Filing filing, Cycle cycle, Ledgers ledgers) {
        FindingLedger found = ledgers.findings.getOrDefault(filing.agency(), FindingLedger.NONE);
        Map<String, Long> counts = new HashMap<>(found.counts(cycle.from(), cycle.to()));
        if (found.reviews(cycle.to())) {
            counts.put(
                    FindingCount.OF_CASE_REVIEWS.variable(),
                    findings.registered(filing.agency(), cycle.from(), cycle.to()));
        }
        counts.putAll(registers.figures(
                ledgers.registers.getOrDefault(filing.agency(), Kept.NONE),
                Objects.requireNonNullElse(cycle.registers(), Map.of()),
                filing.indicators().own().keySet(),
                filing.agency(),
                cycle.from(),
                cycle.to()));
        return counts;
    }
}
