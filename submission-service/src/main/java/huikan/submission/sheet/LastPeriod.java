package huikan.submission.sheet;

import huikan.filing.Figure;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.draft.DraftPlace;
import huikan.submission.intake.Antecedents;
import huikan.submission.intake.Antecedents.Asked;
import huikan.submission.submission.Submissions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 上期: what an agency, with those that were merged into it, filed of itself in the cycle of the same form before. */
@Component
final class LastPeriod {

    private final Cycles cycles;
    private final Antecedents antecedents;
    private final Submissions submissions;

    LastPeriod(Cycles cycles, Antecedents antecedents, Submissions submissions) {
        this.cycles = cycles;
        this.antecedents = antecedents;
        this.submissions = submissions;
    }

    /** By code; empty where there is none, nothing was filed, or the caller may not see it. */
    Map<String, Figure> of(DraftPlace place) {
        Cycle cycle = place.cycle();
        Optional<Cycle> before = cycles.before(cycle).flatMap(cycles::find);
        if (before.isEmpty()) {
            return Map.of();
        }
        Asked asked =
                new Asked(place.agency(), cycle.opensOn(), List.of(before.get().id()));
        List<Map<String, Figure>> filed =
                antecedents.of(List.of(asked), place::maySee).getOrDefault(asked, List.of()).stream()
                        .map(this::own)
                        .toList();
        return filed.isEmpty()
                ? Map.of()
                : Antecedents.together(filed, before.get().indicators());
    }

    private Map<String, Figure> own(String submission) {
        String body = submissions.body(submission).orElseThrow();
        return ((WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8)))
                .filing()
                .indicators()
                .own();
    }
}
