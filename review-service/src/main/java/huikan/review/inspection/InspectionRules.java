package huikan.review.inspection;

import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.matter.Actor;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may do what with an inspection, and what the table does not say. */
final class InspectionRules implements MoveRules<Inspection, InspectionMove> {

    private final InspectionSettings settings;

    InspectionRules(InspectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean acts(Actor actor, Inspection one, Caller caller) {
        return switch (actor) {
            case UNIT ->
                caller.is(Role.REPORTER, Role.SUPERVISOR)
                        && caller.agency() != null
                        && one.unit(caller.agency()).isPresent();
            case SUPERVISOR -> caller.actsFor(one.agency()) && caller.is(Role.SUPERVISOR);
            case VERIFIER -> one.isOfAGroup(caller.login());
            case SYSTEM -> false;
        };
    }

    @Override
    public Optional<String> obstacle(InspectionMove move, Inspection one, LocalDate today) {
        return Optional.ofNullable(
                switch (move) {
                    case CONCLUDE -> concluding(one);
                    case OBJECTION_RULING -> pending(one).isEmpty() ? "No unit asked for a review." : null;
                    case LOOK_BACK ->
                        pending(one).isEmpty() ? null : "A review was asked for and not ruled on: " + pending(one);
                    case PROPOSE,
                            APPROVE,
                            GROUPS,
                            BATCH,
                            VISIT,
                            BATCH_CLOSING,
                            FEEDBACK,
                            OBJECTION,
                            CLOSE,
                            SETTLE,
                            URGE -> null;
                });
    }

    @Override
    public Optional<String> obstacle(InspectionMove move, Inspection one, LocalDate today, Caller caller) {
        Optional<String> general = obstacle(move, one, today);
        return general.isEmpty() && move == InspectionMove.OBJECTION
                ? Optional.ofNullable(objecting(one.unit(String.valueOf(caller.agency())), today))
                : general;
    }

    private @Nullable String objecting(Optional<InspectedUnit> unit, LocalDate today) {
        Feedback feedback = unit.map(InspectedUnit::feedback).orElse(null);
        if (feedback == null) {
            return "The unit was not told yet what was found.";
        }
        if (unit.get().objection() != null) {
            return "A review was asked for before, and it is asked for once.";
        }
        LocalDate until = feedback.on().plusDays(settings.objectWithin());
        return until.isBefore(today) ? "A review could be asked for until " + until + "." : null;
    }

    private static @Nullable String concluding(Inspection one) {
        List<Integer> open = one.batches().stream()
                .filter(batch -> batch.closedOn() == null)
                .map(Batch::number)
                .toList();
        List<String> left = one.units().stream()
                .filter(unit -> unit.batch() == null)
                .map(InspectedUnit::agency)
                .toList();
        return open.isEmpty() && left.isEmpty()
                ? null
                : "It is concluded when every batch is closed and every unit was in one; open batches " + open
                        + ", units left " + left + ".";
    }

    /** The units that asked for a review that was not ruled on. */
    static List<String> pending(Inspection one) {
        return one.units().stream()
                .filter(InspectedUnit::isObjecting)
                .map(InspectedUnit::agency)
                .toList();
    }
}
