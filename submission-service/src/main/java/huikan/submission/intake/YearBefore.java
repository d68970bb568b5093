package huikan.submission.intake;

import huikan.events.CycleEvent.Definition;
import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.CycleVersions;
import huikan.submission.cycle.Cycles;
import huikan.submission.intake.Antecedents.Asked;
import huikan.submission.obligation.Obligation;
import huikan.submission.rule.CheckRules;
import huikan.submission.submission.Submissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What agencies filed in the same form for the same period of the year before, where it holds its slot and was not returned. */
@Component
public record YearBefore(
        Cycles cycles, CycleVersions versions, Antecedents antecedents, Submissions submissions, CheckRules rules) {

    /**
     * One query a cycle and a few for a batch. Of what it finds only the figures are kept: a batch of texts of two years may be large.
     *
     * @return own figures by {@link #key}
     */
    public Map<String, Map<String, Figure>> of(Collection<Filing> filings) {
        return of(filings, any -> true);
    }

    /** The same, of what may be seen: see {@link Antecedents#of(Collection, Predicate)}. */
    Map<String, Map<String, Figure>> of(Collection<Filing> filings, Predicate<Obligation> visible) {
        Map<String, Asked> asked = asked(filings);
        Map<Asked, List<String>> holders = antecedents.of(asked.values(), visible);
        Map<String, Map<String, Figure>> ofHolder = new HashMap<>();
        Map<String, Map<String, Definition>> defined = new HashMap<>();
        submissions.bodies(holders.values().stream().flatMap(List::stream).collect(Collectors.toSet()), (id, body) -> {
            // what is stored was read before
            if (FilingReader.read(body, "") instanceof WellFormed read) {
                Cycle of = cycles.find(read.filing().cycle()).orElseThrow();
                ofHolder.put(id, rules.exact(read.filing(), versions.of(of), of.indicators()));
                defined.put(id, of.indicators());
            }
        });
        Map<String, Map<String, Figure>> found = new HashMap<>();
        asked.forEach((key, one) -> {
            List<String> its = holders.getOrDefault(one, List.of());
            // one that was returned is no basis, and a part is none either
            if (!its.isEmpty() && its.stream().allMatch(ofHolder::containsKey)) {
                found.put(
                        key,
                        Antecedents.together(
                                its.stream().map(ofHolder::get).toList(),
                                defined.getOrDefault(its.getFirst(), Map.of())));
            }
        });
        return found;
    }

    /** Those of which something was filed that may not be seen, by {@link #key}; no body is read for it. */
    Set<String> unseen(Collection<Filing> filings, Predicate<Obligation> visible) {
        Map<String, Asked> asked = asked(filings);
        Set<Asked> all = antecedents.of(asked.values()).keySet();
        Set<Asked> seen = antecedents.of(asked.values(), visible).keySet();
        return asked.entrySet().stream()
                .filter(one -> all.contains(one.getValue()) && !seen.contains(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, Asked> asked(Collection<Filing> filings) {
        Map<String, Cycle> known =
                cycles.findAll(filings.stream().map(Filing::cycle).collect(Collectors.toSet()));
        Map<String, List<String>> before = new HashMap<>();
        known.forEach((id, cycle) -> before.put(id, cycles.yearBefore(cycle)));
        Map<String, Asked> asked = new HashMap<>();
        for (Filing one : filings) {
            Cycle cycle = known.get(one.cycle());
            if (cycle != null) {
                List<String> cyclesBefore = before.getOrDefault(one.cycle(), List.of());
                asked.put(key(one), new Asked(one.agency(), cycle.opensOn(), cyclesBefore));
            }
        }
        return asked;
    }

    /** Of a filing, in what is found. */
    public static String key(Filing filing) {
        return Topics.obligationKey(filing.cycle(), filing.agency());
    }
}
