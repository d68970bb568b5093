package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.submission.cycle.Cycle;
import huikan.submission.register.RegisterCounts;
import huikan.submission.register.RegisterCounts.Kept;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the registers of agencies come to for the period of a filing, by the kinds that its cycle was issued with. */
@Component
public record Counted(RegisterCounts registers) {

    /** One query for a batch; what is not in it keeps no register. */
    public Map<String, Kept> kept(Collection<Filing> filings) {
        return registers.kept(filings.stream().map(Filing::agency).collect(Collectors.toSet()));
    }

    /** By indicator, of those that are filed. */
    public Map<String, Long> of(Filing filing, Cycle cycle, Kept kept) {
        return registers.figures(
                kept,
                Objects.requireNonNullElse(cycle.registers(), Map.of()),
                filing.indicators().own().keySet(),
                filing.agency(),
                cycle.from(),
                cycle.to());
    }
}
