package huikan.submission.sheet;

import huikan.filing.Figure;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.submission.Submissions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 上期: what an agency filed of itself in the cycle of the same form before. */
@Component
final class LastPeriod {

    private final Cycles cycles;
    private final Obligations obligations;
    private final Submissions submissions;

    LastPeriod(Cycles cycles, Obligations obligations, Submissions submissions) {
        this.cycles = cycles;
        this.obligations = obligations;
        this.submissions = submissions;
    }

    /** By code; empty where there is none, or nothing was filed. */
    Map<String, Figure> of(Cycle cycle, String agency) {
        return cycles.before(cycle)
                .flatMap(before -> obligations.find(before, agency))
                .map(Obligation::current)
                .flatMap(submissions::body)
                .map(body -> (WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8)))
                .map(read -> read.filing().indicators().own())
                .orElse(Map.of());
    }
}
