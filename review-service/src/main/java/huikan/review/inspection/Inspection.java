package huikan.review.inspection;

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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An inspection of the agencies under one.
 *
 * @param agency that inspects
 * @param content what is looked at
 * @param under whose agencies
 * @param from of the visits, Asia/Shanghai
 * @param announced false for 暗访: the units know nothing of it before they are told what was found
 * @param objectsDraw the draw that chose the units, at {@code /api/draws}
 * @param peopleDraw the draw that chose the inspectors
 * @param units all that are inspected
 * @param visitedIn what the frequency cap counts: {@code <unit>/<year>} of each unit of a batch
 */
@RecordBuilder
record Inspection(
        String id,
        String agency,
        InspectionStatus status,
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
        List<String> visitedIn,
        @Nullable Summary summary,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Matter<InspectionStatus>, InspectionBuilder.With {

    /**
     * 督导组.
     *
     * @param number from 1
     * @param leader who answers for it
     * @param members without the leader
     * @param trainedOn when they were prepared
     */
    record Group(
            int number,
            String leader,
            List<String> members,
            List<Recusal> recusals,
            @Nullable LocalDate trainedOn) {
        Stream<String> people() {
            return Stream.concat(Stream.of(leader), members.stream());
        }
    }

    /** 回避: who does not inspect whom. */
    record Recusal(String member, String agency, @Nullable String reason) {}

    /**
     * 批次.
     *
     * @param number from 1
     * @param report of the group, when it is closed
     */
    record Batch(
            int number,
            int group,
            LocalDate from,
            LocalDate to,
            @Nullable String report,
            @Nullable LocalDate closedOn) {}

    /** What was found; frozen when it is closed. */
    record Summary(
            String text,
            int units,
            int visited,
            int excused,
            int papers,
            int recommendations,
            int findings,
            int settled,
            int objections,
            int upheld,
            Person by,
            LocalDate on) {}

    Optional<InspectedUnit> unit(String code) {
        return units.stream().filter(one -> one.agency().equals(code)).findFirst();
    }

    /** With this unit in the place of the one of the same code. */
    Inspection withUnit(InspectedUnit unit) {
        return withUnits(units.stream()
                .map(one -> one.agency().equals(unit.agency()) ? unit : one)
                .toList());
    }

    Optional<Batch> batch(@Nullable Integer number) {
        return batches.stream()
                .filter(one -> Objects.equals(one.number(), number))
                .findFirst();
    }

    Optional<Group> group(@Nullable Integer number) {
        return groups.stream()
                .filter(one -> Objects.equals(one.number(), number))
                .findFirst();
    }

    List<InspectedUnit> unitsOf(Batch batch) {
        return units.stream()
                .filter(one -> Objects.equals(one.batch(), batch.number()))
                .toList();
    }

    boolean isOfAGroup(String login) {
        return groups.stream().flatMap(Group::people).anyMatch(login::equals);
    }

    /** Whether an agency sees all of it: the one that inspects, and those above it. */
    boolean isSeenWholeBy(String code) {
        return agency.equals(code) || above.contains(code);
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
        return status != InspectionStatus.CLOSED;
    }

    @Override
    public List<String> waitingFor() {
        if (status == InspectionStatus.CLOSED) {
            return List.of();
        }
        List<String> all = new ArrayList<>(List.of(Waiting.supervisor(agency)));
        if (status == InspectionStatus.RUNNING) {
            batches.stream()
                    .filter(one -> one.closedOn() == null)
                    .flatMap(one -> group(one.group()).stream())
                    .flatMap(Group::people)
                    .map(Waiting::person)
                    .distinct()
                    .forEach(all::add);
        }
        return all;
    }

    /** The units of an announced one know when their batch is set, those of one that is not when they are told. */
    @Override
    public List<String> seenBy() {
        TreeSet<String> codes = new TreeSet<>(above);
        codes.add(agency);
        units.stream()
                .filter(unit -> announced ? unit.batch() != null : unit.feedback() != null)
                .forEach(unit -> {
                    codes.add(unit.agency());
                    codes.addAll(unit.above());
                });
        return List.copyOf(codes);
    }
}
