package huikan.review.reinspection;

import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Person;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 回头看: a sample of closed findings is looked at again, by others than those who closed them.
 *
 * @param agency that looks again
 * @param under whose findings, with those below
 * @param closedFrom of the findings that it samples from, Asia/Shanghai
 * @param share of them that is drawn at least, beside all key findings
 * @param draw the draw that chose them, at {@code /api/draws}; committed to when it is planned
 * @param findings what was drawn; each is an {@link Item}
 * @param begun how many of them are looked at again by now, or were skipped; null for none
 * @param unassigned how many of them nobody looks at yet
 * @param workload who looks at how many that are not done
 * @param touched what the last move was about; what follows from it is carried out at once
 */
@RecordBuilder
record Reinspection(
        String id,
        String agency,
        ReinspectionStatus status,
        String title,
        String under,
        LocalDate closedFrom,
        LocalDate closedTo,
        double share,
        String draw,
        String commitment,
        String saltCommitment,
        List<String> findings,
        @Nullable Integer begun,
        int unassigned,
        List<Load> workload,
        @Nullable String touched,
        Person by,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<ReinspectionStatus>, ReinspectionBuilder.With {

    /** How many one person still has to look at. */
    record Load(String inspector, int open) {}

    int open(@Nullable String inspector) {
        return workload.stream()
                .filter(one -> one.inspector().equals(inspector))
                .mapToInt(Load::open)
                .sum();
    }

    /** How many have no outcome yet. */
    int left() {
        return unassigned + workload.stream().mapToInt(Load::open).sum();
    }

    /** With one item changed. */
    Reinspection counted(Item before, Item after) {
        List<Load> loads = new ArrayList<>(workload);
        if (!before.isDone()) {
            add(loads, before.inspector(), -1);
        }
        if (!after.isDone()) {
            add(loads, after.inspector(), 1);
        }
        int free = unassigned - free(before) + free(after);
        return with(next -> next.unassigned(free).workload(List.copyOf(loads)));
    }

    private static int free(Item item) {
        return !item.isDone() && item.inspector() == null ? 1 : 0;
    }

    private static void add(List<Load> loads, @Nullable String inspector, int n) {
        if (inspector != null) {
            int before = loads.stream()
                    .filter(one -> one.inspector().equals(inspector))
                    .mapToInt(Load::open)
                    .sum();
            loads.removeIf(one -> one.inspector().equals(inspector));
            if (before + n > 0) {
                loads.add(new Load(inspector, before + n));
            }
        }
    }

    /** The agency that looks again leads it; those who look are assigned by login. */
    @Override
    public Parties parties() {
        return new Parties(
                List.of(),
                List.of(),
                agency,
                workload.stream().map(Load::inspector).toList());
    }

    /** For its supervisor until every finding has somebody who looks at it, and for those who are to look. */
    @Override
    public List<String> waitingFor() {
        if (status == ReinspectionStatus.CLOSED) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        if (status == ReinspectionStatus.PLANNED || unassigned > 0 || left() == 0) {
            all.add(Waiting.supervisor(agency));
        }
        workload.stream()
                .map(Load::inspector)
                .filter(Objects::nonNull)
                .map(Waiting::person)
                .forEach(all::add);
        return all;
    }
}
