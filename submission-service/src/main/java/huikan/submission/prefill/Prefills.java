package huikan.submission.prefill;

import huikan.events.CycleEvent.Definition;
import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.draft.DraftPlace;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.Obligations;
import huikan.submission.submission.Submissions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What the reports of shorter periods make of the figures of a draft. Nothing of it is stored: what is corrected is offered anew. */
@Component
record Prefills(Cycles cycles, Obligations obligations, Submissions submissions) {

    /** In the order of the form; of each indicator the best offer. */
    List<Offer> of(DraftPlace place) {
        Cycle cycle = place.cycle();
        List<Source> sources = sources(place);
        List<Offer> offers = new ArrayList<>();
        for (Definition asked : cycle.indicators().values()) {
            if (cycle.form().asks(asked.code(), place.owed().level())) {
                sources.stream()
                        .map(source -> source.offer(asked, cycle))
                        .flatMap(Optional::stream)
                        .min(Offer.BEST)
                        .ifPresent(offers::add);
            }
        }
        return offers;
    }

    private List<Source> sources(DraftPlace place) {
        List<String> keys = cycles.within(place.cycle()).stream()
                .map(id -> Topics.obligationKey(id, place.agency()))
                .toList();
        List<Obligation> owed = obligations.findAll(keys).values().stream()
                .filter(place::maySee)
                .toList();
        Map<String, Cycle> issued =
                cycles.findAll(owed.stream().map(Obligation::cycle).toList());
        Map<String, Map<String, Figure>> filed = filed(owed);
        Map<String, List<Report>> forms = new TreeMap<>();
        for (Obligation one : owed) {
            Cycle cycle = issued.get(one.cycle());
            if (cycle == null) {
                // it is only being issued
                continue;
            }
            Map<String, Figure> own = one.current() == null ? null : filed.get(one.current());
            forms.computeIfAbsent(cycle.form().id(), first -> new ArrayList<>())
                    .add(new Report(cycle, own == null ? null : one.current(), own == null ? Map.of() : own));
        }
        List<Source> sources = new ArrayList<>();
        forms.forEach((form, reports) -> Source.of(form, reports).ifPresent(sources::add));
        return sources;
    }

    /** Of those that stand and were not returned, the agency's own figures by code. */
    private Map<String, Map<String, Figure>> filed(List<Obligation> owed) {
        List<String> ids =
                owed.stream().map(Obligation::current).filter(Objects::nonNull).toList();
        Map<String, Map<String, Figure>> filed = new HashMap<>();
        submissions.bodies(ids, (id, body) -> filed.put(id, own(body)));
        return filed;
    }

    private static Map<String, Figure> own(String body) {
        return ((WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8)))
                .filing()
                .indicators()
                .own();
    }
}
