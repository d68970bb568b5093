package huikan.submission.intake;

import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.CycleVersions;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.CheckRules;
import huikan.submission.submission.Submissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What agencies filed in the same form for the same period of the year before, where it holds its slot and was not returned. */
@Component
public record YearBefore(
        Cycles cycles, CycleVersions versions, Obligations obligations, Submissions submissions, CheckRules rules) {

    /**
     * One query a cycle and two for a batch. Of what it finds only the figures are kept: a batch of texts of two years may be large.
     *
     * @return own figures by {@link #key}
     */
    public Map<String, Map<String, Figure>> of(Collection<Filing> filings) {
        Map<String, Cycle> known =
                cycles.findAll(filings.stream().map(Filing::cycle).collect(Collectors.toSet()));
        Map<String, List<String>> before = new HashMap<>();
        known.forEach((id, cycle) -> before.put(id, cycles.yearBefore(cycle)));
        Set<String> keys = new HashSet<>();
        for (Filing one : filings) {
            before.getOrDefault(one.cycle(), List.of())
                    .forEach(cycle -> keys.add(Topics.obligationKey(cycle, one.agency())));
        }
        Map<String, Obligation> owed = keys.isEmpty() ? Map.of() : obligations.findAll(keys);
        Map<String, String> holders = new HashMap<>();
        for (Filing one : filings) {
            before.getOrDefault(one.cycle(), List.of()).stream()
                    .map(cycle -> owed.get(Topics.obligationKey(cycle, one.agency())))
                    .filter(Objects::nonNull)
                    .map(Obligation::current)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(holder -> holders.put(key(one), holder));
        }
        Map<String, Map<String, Figure>> ofHolder = new HashMap<>();
        submissions.bodies(Set.copyOf(holders.values()), (id, body) -> {
            // what is stored was read before
            if (FilingReader.read(body, "") instanceof WellFormed read) {
                Cycle of = cycles.find(read.filing().cycle()).orElseThrow();
                ofHolder.put(id, rules.exact(read.filing(), versions.of(of), of.indicators()));
            }
        });
        Map<String, Map<String, Figure>> found = new HashMap<>();
        holders.forEach((key, holder) -> found.put(key, ofHolder.getOrDefault(holder, Map.of())));
        return found;
    }

    /** Of a filing, in what is found. */
    public static String key(Filing filing) {
        return Topics.obligationKey(filing.cycle(), filing.agency());
    }
}
