package huikan.review.inspection;

import huikan.review.access.Superiors;
import huikan.review.access.Units;
import huikan.review.draw.SuiteDraws;
import huikan.review.inspection.InspectionRequests.GroupRequest;
import huikan.review.inspection.InspectionRequests.Groups;
import huikan.review.workflow.Act;
import huikan.service.request.Violations;
import huikan.service.security.EndedAgencies;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may be in the groups of an inspection, and what they may inspect. */
record GroupRules(Units units, EndedAgencies ended, SuiteDraws draws, InspectionSettings settings) {

    private static final int MOST_PEOPLE = 150;
    private static final int MOST_RECUSALS = 100;

    void groups(Inspection approved, Groups request, Act act, Violations violations) {
        Units.Known known = units.known(request.agencies(), act.caller());
        Set<String> under = ended.withSuccessors(List.of(approved.under()));
        Set<String> people = new HashSet<>();
        violations.each(
                "/groups", request.groups(), (at, group) -> group(at, group, under, act, people, known, violations));
        List<String> codes = request.agencies();
        int recusals =
                request.groups().stream().mapToInt(one -> one.recused().size()).sum();
        violations
                .count("/groups", codes.size(), 1, settings.most())
                .addIf(
                        people.size() > MOST_PEOPLE || recusals > MOST_RECUSALS,
                        "/groups",
                        "items.count",
                        "At most " + MOST_PEOPLE + " people and " + MOST_RECUSALS + " recusals in all.")
                .addIf(
                        Set.copyOf(codes).size() < codes.size(),
                        "/groups",
                        "agency.twice",
                        "Each agency is visited by one group.");
        drawn("/objectsDraw", request.objectsDraw(), codes, act, violations);
        drawn("/peopleDraw", request.peopleDraw(), request.people(), act, violations);
    }

    private static void group(
            String at,
            GroupRequest group,
            Set<String> under,
            Act act,
            Set<String> people,
            Units.Known known,
            Violations violations) {
        violations
                .notAfter(at + "/trainedOn", group.trainedOn(), act.today())
                .addIf(!people.add(group.leader()), at + "/leader", "person.twice", "Each person is in one group.");
        Set<String> own = group.group(0).people().collect(Collectors.toSet());
        violations
                .each(
                        at + "/members",
                        group.members(),
                        (where, one) -> violations.addIf(
                                !people.add(one), where, "person.twice", "Each person is in one group."))
                .each(
                        at + "/recusals",
                        group.recused(),
                        (where, one) -> violations.addIf(
                                own.contains(one.member()) && group.agencies().contains(one.agency()),
                                where,
                                "person.recused",
                                one.member() + " does not inspect " + one.agency() + "."))
                .each(
                        at + "/agencies",
                        group.agencies(),
                        (where, one) -> agency(where, one, under, act, known, violations));
    }

    /** Who inspects stands strictly above; nobody inspects themselves but the root of a line. */
    private static void agency(
            String at, String agency, Set<String> under, Act act, Units.Known known, Violations violations) {
        known.requireThere(at, agency, violations);
        List<String> above = known.above().get(agency);
        if (above == null) {
            return;
        }
        violations
                .addIf(
                        under.stream().noneMatch(one -> Superiors.isOverOrIs(one, agency, above)),
                        at,
                        "agency.elsewhere",
                        agency + " is not under " + String.join(", ", under) + ".")
                .addIf(
                        !act.caller().actsForAny(Superiors.of(agency, above)),
                        at,
                        "superior.none",
                        act.caller().agency() + " does not stand above " + agency
                                + ", and nobody inspects themselves.");
    }

    private void drawn(String at, @Nullable String draw, List<String> chosen, Act act, Violations violations) {
        if (draw == null) {
            return;
        }
        Optional<List<String>> result = draws.result(draw, act.caller());
        if (result.isEmpty()) {
            violations.add(at, "draw.unknown", "A draw that you may see and that is revealed.");
            return;
        }
        Set<String> known = Set.copyOf(result.get());
        chosen.stream()
                .filter(one -> !known.contains(one))
                .forEach(one -> violations.add(at, "draw.other", one + " was not drawn."));
    }
}
