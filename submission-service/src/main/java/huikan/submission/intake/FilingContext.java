package huikan.submission.intake;

import huikan.filing.Figure;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.Cycle;
import huikan.submission.obligation.Obligation;
import huikan.submission.rule.CheckRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** What the rules must know beside a filing. */
public final class FilingContext {

    private FilingContext() {}

    /**
     * @param before its own figures of the year before
     * @param counted what its registers and findings come to
     */
    public static CheckRules.Context of(
            Cycle cycle,
            Agency agency,
            Instant receivedAt,
            Optional<Obligation> owed,
            Map<String, Figure> before,
            Map<String, Long> counted) {
        LocalDate day = LocalDate.ofInstant(receivedAt, Assessment.PLACE);
        return new CheckRules.Context(
                agency.level(),
                cycle.to(),
                cycle.indicators(),
                cycle.form().requiredOf(agency.level()),
                cycle.form().allWholes(),
                cycle.form().sections(),
                day,
                owed.map(Obligation::dueOn).orElse(null),
                isLate(day, owed),
                before,
                counted);
    }

    /**
     * After the due date, which a return moves. A correction in time does not make up for a filing that was late.
     */
    static boolean isLate(LocalDate day, Optional<Obligation> owed) {
        return owed.filter(one -> one.late() || day.isAfter(one.dueOn())).isPresent();
    }
}
