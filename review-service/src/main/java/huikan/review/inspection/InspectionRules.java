package huikan.review.inspection;

import huikan.review.access.Units;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Dated;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Member;
import huikan.review.inspection.InspectionRequests.BatchClosing;
import huikan.review.inspection.InspectionRequests.BatchRequest;
import huikan.review.inspection.InspectionRequests.FeedbackRequest;
import huikan.review.inspection.InspectionRequests.Proposal;
import huikan.review.inspection.InspectionRequests.ReviewRuling;
import huikan.review.inspection.InspectionRequests.Visit;
import huikan.review.workflow.Act;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.CaseProblem;
import huikan.service.request.Violations;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the rows of an inspection's workflow do not say. */
record InspectionRules(Units units, InspectionSettings settings, CaseParts<InspectedUnit> inspected, FrequencyCap cap) {

    private static final int SIGNATURES = 2;
    private static final int MOST_BATCHES = 50;

    void proposal(Proposal request, Act act, Violations violations) {
        if (request.under() != null) {
            units.requireKnown("/under", request.under(), act.caller(), violations);
        }
        violations.notBefore("/from", request.from(), act.today()).notBefore("/to", request.to(), request.from());
    }

    /** Where a setting asks for it, another person approves it. */
    @Nullable
    String proposed(Inspection one, Act act) {
        return settings.separatePeople() && act.isBy(one.by())
                ? act.by().login() + " proposed it; another person approves it."
                : null;
    }

    void batch(Inspection grouped, BatchRequest request, Act act, Violations violations) {
        violations
                .addIf(
                        grouped.group(request.group()).isEmpty(),
                        "/group",
                        "group.unknown",
                        "1 to " + grouped.groups().size() + ".")
                .addIf(
                        grouped.batches().size() >= MOST_BATCHES,
                        "",
                        "items.count",
                        "There are " + grouped.batches().size() + " batches, which is all there may be.")
                .notBefore("/from", request.from(), grouped.from())
                .notBefore("/to", request.to(), request.from())
                .notAfter("/to", request.to(), grouped.to());
        violations.each(
                "/agencies", request.agencies(), (at, unit) -> batched(at, unit, request, grouped, act, violations));
    }

    private void batched(
            String at, String agency, BatchRequest request, Inspection grouped, Act act, Violations violations) {
        boolean fits = grouped.member(agency)
                .filter(unit -> unit.group() == request.group() && unit.batch() == null)
                .isPresent();
        if (!fits) {
            violations.add(at, "agency.unfitting", "A unit of the group that is in no batch yet.");
            return;
        }
        int before = cap.others(grouped, FrequencyCap.visit(agency, request.from()), act.now());
        violations.addIf(
                before >= cap.most(),
                at,
                "frequency.cap",
                agency + " is inspected " + before + " times in "
                        + request.from().getYear() + " already, and " + cap.most() + " is all there may be.");
    }

    void visit(Inspection running, Visit request, Act act, Violations violations) {
        Optional<Member> unit = running.member(request.agency())
                .filter(one -> running.openBatch(one.batch()).isPresent());
        violations.addIf(unit.isEmpty(), "/agency", "agency.unfitting", "A unit of a batch that is open.");
        unit.flatMap(one -> running.group(one.group())).ifPresent(group -> signatures(group, request, act, violations));
        int visits = inspected
                .find(running.id(), request.agency())
                .map(InspectedUnit::visits)
                .orElse(0);
        violations.addIf(
                visits >= InspectedUnit.MOST_VISITS,
                "/agency",
                "items.count",
                "There are " + visits + " working papers of it, which is all there may be.");
        violations.each(
                "/findings",
                request.found(),
                (at, one) -> violations.notBefore(at + "/dueOn", one.dueOn(), act.today()));
    }

    private static void signatures(Group group, Visit request, Act act, Violations violations) {
        List<String> people = group.people().toList();
        violations
                .addIf(
                        request.signedBy().size() != SIGNATURES
                                || Set.copyOf(request.signedBy()).size() < SIGNATURES
                                || !people.containsAll(request.signedBy())
                                || !request.signedBy().contains(act.by().login()),
                        "/signedBy",
                        "signatures.unfitting",
                        "Two people of the group, one of them you: " + people)
                .addIf(
                        act.caller().actsFor(request.agency()),
                        "/agency",
                        "person.recused",
                        "Nobody inspects their own agency.");
    }

    /** Only who leads a group with an open batch closes one. */
    static @Nullable String notLeading(Inspection running, Act act) {
        if (running.status() != InspectionStatus.RUNNING) {
            return null;
        }
        boolean leads = running.batches().stream()
                .filter(batch -> batch.closedOn() == null)
                .flatMap(batch -> running.group(batch.group()).stream())
                .anyMatch(group -> group.leader().equals(act.by().login()));
        return leads ? null : "The leader of a group closes its batches.";
    }

    void batchClosing(Inspection running, BatchClosing request, Act act, Violations violations) {
        Optional<Batch> batch = running.openBatch(request.batch());
        violations.addIf(batch.isEmpty(), "/batch", "batch.unfitting", "A batch that is open.");
        if (batch.isEmpty()) {
            return;
        }
        String leader = running.group(batch.get().group()).map(Group::leader).orElse("");
        if (!leader.equals(act.by().login())) {
            throw CaseProblem.NOT_YOURS.because(leader + " leads the group and closes its batches.");
        }
        Set<String> left = running.members().stream()
                .filter(unit -> request.batch().equals(unit.batch()))
                .map(Member::agency)
                .collect(Collectors.toSet());
        inspected.of(running.id()).stream()
                .filter(InspectedUnit::isDone)
                .map(InspectedUnit::agency)
                .forEach(left::remove);
        violations.each(
                "/excused",
                request.excuses(),
                (at, one) -> violations.addIf(
                        !left.remove(one.agency()),
                        at + "/agency",
                        "agency.unfitting",
                        "A unit of the batch that was not visited."));
        violations.addIf(!left.isEmpty(), "/excused", "units.left", "Not visited and not excused: " + left);
    }

    static @Nullable String unfinished(Inspection one, Act act) {
        List<Integer> open = one.batches().stream()
                .filter(batch -> batch.closedOn() == null)
                .map(Batch::number)
                .toList();
        List<String> left = one.members().stream()
                .filter(unit -> unit.batch() == null)
                .map(Member::agency)
                .toList();
        return open.isEmpty() && left.isEmpty()
                ? null
                : "It is concluded when every batch is closed and every unit was in one; open batches " + open
                        + ", units left " + left + ".";
    }

    void feedback(Inspection concluding, FeedbackRequest request, Act act, Violations violations) {
        List<String> untold = untold(concluding);
        violations.addIf(
                request.agency() != null && !untold.contains(request.agency()),
                "/agency",
                "agency.unfitting",
                "One that was visited and not told yet: " + untold);
    }

    /** The units that were visited and not told what was found. */
    List<String> untold(Inspection one) {
        return inspected.of(one.id()).stream()
                .filter(unit -> unit.visits() > 0)
                .map(InspectedUnit::agency)
                .filter(agency -> Dated.of(one.told(), agency).isEmpty())
                .toList();
    }

    /** For which unit a caller objects: of those that it acts for, the first that was told and may object. */
    Optional<String> objector(Inspection one, Act act) {
        List<String> told = act.caller().agencies().stream()
                .filter(code -> Dated.of(one.told(), code).isPresent())
                .toList();
        return told.stream()
                .filter(code -> objecting(one, code, act) == null)
                .findFirst()
                .or(() -> told.stream().findFirst());
    }

    @Nullable
    String objecting(Inspection one, Act act) {
        return act.caller().actsFor(one.agency())
                ? "Whoever inspects rules on objections, and makes none."
                : objecting(one, objector(one, act).orElse(""), act);
    }

    private @Nullable String objecting(Inspection one, String unit, Act act) {
        Optional<LocalDate> told = Dated.of(one.told(), unit);
        if (told.isEmpty() || one.touched().contains(unit)) {
            return "The unit was not told yet what was found.";
        }
        if (Dated.of(one.objected(), unit).isPresent()) {
            return "A review was asked for before, and it is asked for once.";
        }
        LocalDate until = told.get().plusDays(settings.objectWithin());
        return until.isBefore(act.today()) ? "A review could be asked for until " + until + "." : null;
    }

    static @Nullable String nothingAsked(Inspection one, Act act) {
        return one.objecting().isEmpty() ? "No unit asked for a review." : null;
    }

    static @Nullable String askedAndNotRuled(Inspection one, Act act) {
        return one.objecting().isEmpty() ? null : "A review was asked for and not ruled on: " + one.objecting();
    }

    static void ruling(Inspection one, ReviewRuling request, Act act, Violations violations) {
        violations.addIf(
                !one.objecting().contains(request.agency()),
                "/agency",
                "agency.unfitting",
                "One that asked for a review: " + one.objecting());
        if (request.upheld()
                && !request.agency().equals(act.caller().agency())
                && act.caller().actsFor(request.agency())) {
            throw CaseProblem.SEPARATION.because(act.caller().agency() + " came in the place of " + request.agency()
                    + ", and waives nothing of its own.");
        }
    }

    /** The key of a working paper, by unit and number. */
    static String paper(String agency, int number) {
        return agency + "/" + String.format("%04d", number);
    }
}
