package huikan.submission.submission;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.Relayer;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An accepted filing as it is told: of what was frozen with its cycle and what is written down, so that it may be told again. */
@Component
public final class AcceptedEvents {

    private final Cycles cycles;

    AcceptedEvents(Cycles cycles) {
        this.cycles = cycles;
    }

    /**
     * @param revision the how-manieth holder of the slot it is
     * @param owed the obligation that it fulfils
     * @param relayedBy who filed it on behalf of its agency
     */
    public SubmissionAccepted of(
            String id,
            Instant receivedAt,
            long revision,
            boolean late,
            WellFormed read,
            Obligation owed,
            @Nullable Relayer relayedBy) {
        Filing filing = read.filing();
        Cycle cycle = cycles.find(filing.cycle()).orElseThrow();
        Collection<Definition> definitions = cycle.indicators().values();
        Map<String, Long> own = wholes(filing.indicators().own());
        Map<String, Long> stated = wholes(filing.indicators().consolidated());
        return new SubmissionAccepted(
                id,
                filing.cycle(),
                filing.agency(),
                owed.level(),
                cycle.form().reviewers(owed.path()),
                revision,
                read.digest(),
                receivedAt,
                late,
                filing.replaces(),
                own,
                stated,
                Rates.of(own, definitions),
                additive(stated, definitions),
                notApplicable(filing.indicators().own()),
                cycle.to(),
                relayedBy,
                read.document());
    }

    /** Those that add up from level to level. */
    private static List<String> additive(Map<String, Long> stated, Collection<Definition> indicators) {
        return indicators.stream()
                .filter(one -> one.consolidation() == Consolidation.SUM && stated.containsKey(one.code()))
                .map(Definition::code)
                .toList();
    }

    private static List<String> notApplicable(Map<String, Figure> own) {
        return own.entrySet().stream()
                .filter(one -> one.getValue() instanceof Figure.NotApplicable)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What can be summed; a rate is a claim and is not, even where it was filed as a whole number. */
    private static Map<String, Long> wholes(Map<String, Figure> cells) {
        Map<String, Long> wholes = new LinkedHashMap<>();
        cells.forEach((code, figure) -> {
            if (figure instanceof Figure.Whole whole) {
                wholes.put(code, whole.value());
            }
        });
        return wholes;
    }
}
