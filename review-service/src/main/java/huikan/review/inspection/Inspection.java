package huikan.review.inspection;

import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Person;
import huikan.service.security.Caller;
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
 * An inspection of the agencies under one. What concerns a unit is an {@link InspectedUnit}, a document of its own.
 *
 * @param agency that inspects
 * @param content what is looked at
 * @param under whose agencies
 * @param from of the visits, Asia/Shanghai
 * @param announced false for 暗访: the units know nothing of it before they are told what was found
 * @param objectsDraw the draw that chose the units, at {@code /api/draws}
 * @param peopleDraw the draw that chose the inspectors
 * @param members the units that are inspected
 * @param told the units that were told what was found, and when
 * @param objected the units that asked for a review, and when
 * @param objecting those of them whose review was not ruled on
 * @param touched the units that the last move was about and for which what follows from it is not carried out yet
 * @param opinion what those of them are told that were told nothing yet
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
        List<Member> members,
        List<Dated> told,
        List<Dated> objected,
        List<String> objecting,
        List<String> touched,
        @Nullable Opinion opinion,
        List<String> visitedIn,
        @Nullable Summary summary,
        @Nullable Awaited awaited,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<InspectionStatus>, InspectionBuilder.With {

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

    /** What units are told of the inspection, beside what was found at each. */
    record Opinion(@Nullable String text, Person by, LocalDate on) {}

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

    /**
     * A unit, as far as lists and rules ask.
     *
     * @param above everybody above it when the groups were formed
     * @param batch in which it is visited; null until it is in one
     */
    record Member(
            String agency,
            List<String> above,
            int group,
            @Nullable Integer batch) {}

    /** A unit to which something happened. */
    record Dated(String agency, LocalDate on) {
        static Optional<LocalDate> of(List<Dated> all, @Nullable String agency) {
            return all.stream()
                    .filter(one -> one.agency().equals(agency))
                    .map(Dated::on)
                    .findFirst();
        }
    }

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

    Optional<Batch> batch(@Nullable Integer number) {
        return batches.stream()
                .filter(one -> Objects.equals(one.number(), number))
                .findFirst();
    }

    Optional<Batch> openBatch(@Nullable Integer number) {
        return batch(number).filter(one -> one.closedOn() == null);
    }

    Optional<Group> group(@Nullable Integer number) {
        return groups.stream()
                .filter(one -> Objects.equals(one.number(), number))
                .findFirst();
    }

    Optional<Member> member(String code) {
        return members.stream().filter(one -> one.agency().equals(code)).findFirst();
    }

    /** Whether a caller sees all of it: of the agency that inspects, or of one above it. */
    boolean isSeenWholeBy(Caller caller) {
        return caller.actsFor(agency) || caller.actsForAny(above);
    }

    /** Those of an announced one know when their batch is set, those of one that is not when they are told. */
    boolean isKnownTo(Member unit) {
        return announced ? unit.batch() != null : Dated.of(told, unit.agency()).isPresent();
    }

    @Override
    public Parties parties() {
        return new Parties(
                members.stream().map(Member::agency).toList(),
                List.of(),
                agency,
                groups.stream().flatMap(Group::people).toList());
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

    /** Beside those who inspect, the units that know of it, and everybody above them. */
    @Override
    public List<String> seenBy() {
        TreeSet<String> codes = new TreeSet<>(above);
        codes.add(agency);
        members.stream().filter(this::isKnownTo).forEach(unit -> {
            codes.add(unit.agency());
            codes.addAll(unit.above());
        });
        return List.copyOf(codes);
    }
}
