package huikan.review.inspection;

import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Objection;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Dated;
import huikan.review.inspection.Inspection.Member;
import huikan.review.workflow.Act;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Remark;
import huikan.service.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of an inspection a caller sees: a unit what is about itself and those below it, and the papers when it was told. */
@Component
record InspectionViews(CaseParts<InspectedUnit> units, CaseParts<Paper> papers) {

    /** So many papers are shown with the inspection; where there are more, those of each unit are asked for by themselves. */
    private static final int MOST_PAPERS = 100;

    /**
     * A unit that is inspected.
     *
     * @param visits how many working papers there are
     * @param papers none where the inspection has more than 100; each unit's are at {@code units/{agency}}
     */
    record UnitView(
            String agency,
            List<String> above,
            int group,
            @Nullable Integer batch,
            int visits,
            List<Paper> papers,
            @Nullable Remark excused,
            @Nullable Feedback feedback,
            @Nullable Objection objection) {
        static UnitView of(Member member, InspectedUnit unit, List<Paper> papers) {
            return new UnitView(
                    unit.agency(),
                    member.above(),
                    member.group(),
                    member.batch(),
                    unit.visits(),
                    papers,
                    unit.excused(),
                    unit.feedback(),
                    unit.objection());
        }
    }

    List<UnitView> units(Inspection one, Act act) {
        Map<String, InspectedUnit> known = new HashMap<>();
        units.of(one.id()).forEach(unit -> known.put(unit.agency(), unit));
        List<Member> seen = one.members().stream()
                .filter(member -> sees(one, member, act.caller()))
                .toList();
        int visits =
                seen.stream().mapToInt(member -> unit(known, member).visits()).sum();
        return seen.stream()
                .map(member -> {
                    InspectedUnit unit = unit(known, member);
                    boolean shown = visits <= MOST_PAPERS
                            && unit.visits() > 0
                            && isReadable(one, member.agency(), act.caller());
                    return UnitView.of(member, unit, shown ? papers.under(one.id(), unit.agency() + "/") : List.of());
                })
                .toList();
    }

    private static InspectedUnit unit(Map<String, InspectedUnit> known, Member member) {
        return known.getOrDefault(member.agency(), InspectedUnit.of(member.agency()));
    }

    /** One unit with all its papers; empty where there is none that the caller sees. */
    Optional<UnitView> unit(Inspection one, String agency, Caller caller) {
        return one.member(agency)
                .filter(member -> sees(one, member, caller))
                .map(member -> UnitView.of(
                        member,
                        units.find(one.id(), agency).orElse(InspectedUnit.of(agency)),
                        isReadable(one, agency, caller) ? papers.under(one.id(), agency + "/") : List.of()));
    }

    private static boolean sees(Inspection one, Member unit, Caller caller) {
        return seesAll(one, caller)
                || (one.isKnownTo(unit) && (caller.actsFor(unit.agency()) || caller.actsForAny(unit.above())));
    }

    private static boolean isReadable(Inspection one, String unit, Caller caller) {
        return seesAll(one, caller) || Dated.of(one.told(), unit).isPresent();
    }

    private static boolean seesAll(Inspection one, Caller caller) {
        return caller.isAdmin() || one.isSeenWholeBy(caller);
    }

    /** Without what is about others: their groups and batches, all reports, and the summary. */
    static Inspection part(Inspection one, Caller caller) {
        if (seesAll(one, caller)) {
            return one;
        }
        List<Member> seen = one.members().stream()
                .filter(member -> sees(one, member, caller))
                .toList();
        List<Integer> groups = seen.stream().map(Member::group).toList();
        List<Integer> batches =
                seen.stream().map(Member::batch).filter(Objects::nonNull).toList();
        return one.with(next -> next.groups(one.groups().stream()
                        .filter(group -> groups.contains(group.number()))
                        .toList())
                .batches(one.batches().stream()
                        .filter(batch -> batches.contains(batch.number()))
                        .map(InspectionViews::withoutReport)
                        .toList())
                .summary(null));
    }

    private static Batch withoutReport(Batch batch) {
        return new Batch(batch.number(), batch.group(), batch.from(), batch.to(), null, batch.closedOn());
    }
}
