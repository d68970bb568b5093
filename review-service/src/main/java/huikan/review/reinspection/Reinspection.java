package huikan.review.reinspection;

import huikan.review.finding.Finding.Look.Outcome;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Matter;
import huikan.review.matter.Person;
import huikan.review.matter.Waiting;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 回头看: a sample of closed findings is looked at again, by others than those who closed them.
 *
 * @param agency that looks again
 * @param under whose findings, with those below
 * @param closedFrom of the findings that it samples from, Asia/Shanghai
 * @param share of them that is drawn at least, beside all key findings
 * @param draw the draw that chose them, at {@code /api/draws}; committed to when it is planned
 * @param items what was drawn
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
        List<Item> items,
        Person by,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Matter<ReinspectionStatus>, ReinspectionBuilder.With {

    /**
     * A finding that was drawn.
     *
     * @param agency its unit
     * @param recurrences other findings of the same category in the same unit, when it was drawn
     * @param inspector the login that looks again; null until it is assigned
     * @param skipped it was no longer closed when it was to be looked at
     * @param order that was issued at once, where it did not hold
     */
    record Item(
            String finding,
            String agency,
            boolean key,
            List<String> recurrences,
            @Nullable String inspector,
            boolean skipped,
            @Nullable Outcome outcome,
            @Nullable Person by,
            @Nullable LocalDate on,
            @Nullable String comment,
            List<String> evidence,
            @Nullable String order) {

        static Item drawn(String finding, String agency, boolean key, List<String> recurrences) {
            return new Item(finding, agency, key, recurrences, null, false, null, null, null, null, List.of(), null);
        }

        Item assigned(String to) {
            return new Item(finding, agency, key, recurrences, to, skipped, outcome, by, on, comment, evidence, order);
        }

        Item passedOver() {
            return new Item(
                    finding, agency, key, recurrences, inspector, true, outcome, by, on, comment, evidence, order);
        }

        Item found(Outcome what, Person who, LocalDate when, @Nullable String why, List<String> shown) {
            return new Item(finding, agency, key, recurrences, inspector, skipped, what, who, when, why, shown, order);
        }

        Item ordered(String id) {
            return new Item(
                    finding, agency, key, recurrences, inspector, skipped, outcome, by, on, comment, evidence, id);
        }

        boolean isDone() {
            return skipped || outcome != null;
        }
    }

    Optional<Item> item(String finding) {
        return items.stream().filter(one -> one.finding().equals(finding)).findFirst();
    }

    /** With this item in the place of the one of the same finding. */
    Reinspection withItem(Item item) {
        return withItems(items.stream()
                .map(one -> one.finding().equals(item.finding()) ? item : one)
                .toList());
    }

    @Override
    public @Nullable LocalDate dueOn() {
        return null;
    }

    @Override
    public @Nullable Ladder ladder() {
        return null;
    }

    @Override
    public boolean open() {
        return status != ReinspectionStatus.CLOSED;
    }

    /** For its supervisor until every finding has somebody who looks at it, and for those who are to look. */
    @Override
    public List<String> waitingFor() {
        if (status == ReinspectionStatus.CLOSED) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        boolean led = status == ReinspectionStatus.PLANNED
                || items.stream().allMatch(Item::isDone)
                || items.stream().anyMatch(item -> item.inspector() == null && !item.isDone());
        if (led) {
            all.add(Waiting.supervisor(agency));
        }
        items.stream()
                .filter(item -> !item.isDone())
                .map(Item::inspector)
                .filter(Objects::nonNull)
                .map(Waiting::person)
                .distinct()
                .forEach(all::add);
        return all;
    }

    /** Units see their findings, not who comes when. */
    @Override
    public List<String> seenBy() {
        List<String> codes = new ArrayList<>(List.of(agency));
        codes.addAll(above);
        return codes;
    }
}
