package huikan.review.inspection;

import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Summary;
import huikan.review.matter.Awaited;
import huikan.review.matter.Person;
import huikan.service.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An inspection as it is shown: a unit sees what is about itself and those below it, and the papers when it was told.
 *
 * @param agency that inspects
 * @param units that are inspected, as far as the caller may know of them
 * @param objectsDraw the draw that chose the units, at {@code /api/draws}
 * @param head the hash of the last step of its trail
 */
record InspectionView(
        String id,
        InspectionStatus status,
        String agency,
        boolean overdue,
        @Nullable LocalDate dueOn,
        List<String> moves,
        String title,
        String content,
        String under,
        LocalDate from,
        LocalDate to,
        boolean announced,
        Person by,
        @Nullable Person approvedBy,
        @Nullable String objectsDraw,
        @Nullable String peopleDraw,
        List<Group> groups,
        List<Batch> batches,
        List<InspectedUnit> units,
        @Nullable Summary summary,
        @Nullable Awaited awaited,
        Instant openedAt,
        String head,
        long version) {

    static InspectionView of(Inspection one, Caller caller, List<String> moves) {
        String code = String.valueOf(caller.agency());
        boolean whole = caller.isAdmin() || one.isSeenWholeBy(code);
        List<InspectedUnit> units = whole
                ? one.units()
                : one.units().stream()
                        .filter(unit ->
                                unit.agency().equals(code) || unit.above().contains(code))
                        .map(unit -> unit.feedback() == null ? unit.withPapers(List.of()) : unit)
                        .toList();
        List<Integer> groups = units.stream().map(InspectedUnit::group).toList();
        List<Integer> batches = units.stream()
                .map(InspectedUnit::batch)
                .filter(Objects::nonNull)
                .toList();
        return new InspectionView(
                one.id(),
                one.status(),
                one.agency(),
                false,
                null,
                moves,
                one.title(),
                one.content(),
                one.under(),
                one.from(),
                one.to(),
                one.announced(),
                one.by(),
                one.approvedBy(),
                one.objectsDraw(),
                one.peopleDraw(),
                one.groups().stream()
                        .filter(group -> whole || groups.contains(group.number()))
                        .toList(),
                one.batches().stream()
                        .filter(batch -> whole || batches.contains(batch.number()))
                        .map(batch -> whole ? batch : withoutReport(batch))
                        .toList(),
                units,
                whole ? one.summary() : null,
                one.awaited(),
                one.openedAt(),
                one.head(),
                one.version());
    }

    private static Batch withoutReport(Batch batch) {
        return new Batch(batch.number(), batch.group(), batch.from(), batch.to(), null, batch.closedOn());
    }
}
