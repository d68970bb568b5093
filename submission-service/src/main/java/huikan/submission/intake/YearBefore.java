package huikan.submission.intake;

import static java.util.Objects.requireNonNull;

import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.CycleRules;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.CheckRules;
import huikan.submission.submission.Submissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What agencies filed in the same form for the same period of the year before, where it holds its slot and was not returned. */
@Component
record YearBefore(
        Cycles cycles, CycleRules versions, Obligations obligations, Submissions submissions, CheckRules rules) {

    /**
     * Two queries for a batch. Of what it finds only the figures are kept: a batch of texts of two years may be large.
     *
     * @return own figures by {@link #key}
     */
    Map<String, Map<String, Figure>> of(Collection<Filing> filings) {
        Map<String, Cycle> known =
                cycles.findAll(filings.stream().map(Filing::cycle).collect(Collectors.toSet()));
        Map<String, Cycle> before = cycles.yearBefore(known.values());
        Map<String, String> keys = new HashMap<>();
        for (Filing one : filings) {
            Cycle cycle = before.get(one.cycle());
            if (cycle != null) {
                keys.put(Topics.obligationKey(cycle.id(), one.agency()), key(one));
            }
        }
        Map<String, String> holders = new HashMap<>();
        obligations.findAll(keys.keySet()).forEach((key, owed) -> hold(holders, requireNonNull(keys.get(key)), owed));
        Map<String, Map<String, Figure>> found = new HashMap<>();
        submissions.bodies(holders.keySet(), (id, body) -> {
            // what is stored was read before
            if (FilingReader.read(body, "") instanceof WellFormed read) {
                Cycle of = cycles.find(read.filing().cycle()).orElseThrow();
                found.put(holders.get(id), rules.exact(read.filing(), versions.of(of)));
            }
        });
        return found;
    }

    private static void hold(Map<String, String> holders, String key, Obligation owed) {
        if (owed.current() != null) {
            holders.put(owed.current(), key);
        }
    }

    static String key(Filing filing) {
        return Topics.obligationKey(filing.cycle(), filing.agency());
    }
}
