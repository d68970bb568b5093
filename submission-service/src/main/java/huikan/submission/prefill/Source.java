package huikan.submission.prefill;

import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.OverTime;
import huikan.filing.Figure;
import huikan.submission.cycle.Cycle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A form whose reports lie in a longer period.
 *
 * @param reports one after the other, no day in two of them
 */
record Source(String form, List<Report> reports) {

    /**
     * Of what was filed for a longer part, too, the longer one counts; one that nobody filed makes way for the shorter ones that were.
     * Empty where a day is in two of those that are left: nobody
     * knows which of them is right.
     */
    static Optional<Source> of(String form, List<Report> all) {
        List<Report> longest = all.stream()
                .filter(one -> all.stream().noneMatch(other -> other.displaces(one)))
                .sorted(Comparator.comparing(one -> one.cycle().from()))
                .toList();
        for (int i = 1; i < longest.size(); i++) {
            if (longest.get(i).overlaps(longest.get(i - 1))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Source(form, longest));
    }

    /** What they make of an indicator that the longer cycle asks for; empty where it has no rule over time, or nobody filed it. */
    Optional<Offer> offer(Definition asked, Cycle longer) {
        OverTime rule = asked.overTime();
        if (asked.type() == FigureType.RATE || rule == null) {
            return Optional.empty();
        }
        List<Report> taken = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Report one : reports) {
            Figure filed = one.figure(asked);
            if (filed == null) {
                missing.add(one.cycle().id());
            } else {
                taken.add(one);
                figures.add(filed);
            }
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(longer.from(), longer.to()) + 1;
        long with = taken.stream().mapToLong(Report::days).sum();
        return Offer.over(rule, figures)
                .map(value -> new Offer(asked.code(), form, rule, value, taken, missing, days - with));
    }
}
