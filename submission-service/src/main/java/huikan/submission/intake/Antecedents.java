package huikan.submission.intake;

import static java.util.stream.Collectors.toSet;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.Figure.NotApplicable;
import huikan.filing.Figure.Whole;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose filings of before an agency's figures are compared with: its own, with those of every agency that was merged into it
 * meanwhile. With nothing when a part of one that was split has come to it, or when one of them did not file.
 */
@Component
public record Antecedents(Agencies agencies, Obligations obligations) {

    /**
     * What is asked for.
     *
     * @param day on which the cycle opens for which it is asked
     * @param cycles of before, the one that counts most first
     */
    public record Asked(String agency, LocalDate day, List<String> cycles) {}

    /** The agency and all that were merged into it, and those of which it has a part. */
    private record Lineage(Set<String> whole, Set<String> divided) {}

    /** The submissions that hold the slots; those for which there are none are not in it. */
    Map<Asked, List<String>> of(Collection<Asked> all) {
        return of(all, any -> true);
    }

    /**
     * The same for somebody who may not see everything: with nothing where one of them is not to be seen.
     *
     * @param visible whether what was owed there may be seen
     */
    public Map<Asked, List<String>> of(Collection<Asked> all, Predicate<Obligation> visible) {
        List<Asked> some = all.stream().filter(one -> !one.cycles.isEmpty()).toList();
        if (some.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Agency>> before =
                predecessors(some.stream().map(Asked::agency).collect(toSet()));
        Map<Asked, Lineage> lineages = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (Asked one : some) {
            Lineage lineage = new Lineage(new LinkedHashSet<>(), new HashSet<>());
            collect(one.agency, false, one.day, before, lineage);
            lineages.put(one, lineage);
            one.cycles.forEach(cycle -> {
                lineage.whole.forEach(code -> keys.add(Topics.obligationKey(cycle, code)));
                lineage.divided.forEach(code -> keys.add(Topics.obligationKey(cycle, code)));
            });
        }
        Map<String, Obligation> owed = obligations.findAll(keys);
        Map<Asked, List<String>> holders = new HashMap<>();
        lineages.forEach((one, lineage) -> {
            List<String> found = holders(one, lineage, owed, visible);
            if (!found.isEmpty()) {
                holders.put(one, found);
            }
        });
        return holders;
    }

    /** Directly, by who came in their place; also those of these, and so on. */
    private Map<String, List<Agency>> predecessors(Set<String> codes) {
        Map<String, List<Agency>> before = new HashMap<>();
        Set<String> next = codes;
        while (!next.isEmpty()) {
            Set<String> asked = next;
            next = new HashSet<>();
            for (Agency one : agencies.predecessors(asked)) {
                for (String successor : Objects.requireNonNull(one.ended()).successors()) {
                    if (asked.contains(successor)) {
                        before.computeIfAbsent(successor, any -> new ArrayList<>())
                                .add(one);
                    }
                }
                if (!before.containsKey(one.code())) {
                    next.add(one.code());
                }
            }
            next.removeAll(asked);
        }
        return before;
    }

    private static void collect(
            String code, boolean divided, LocalDate day, Map<String, List<Agency>> before, Lineage lineage) {
        if (!(divided ? lineage.divided : lineage.whole).add(code)) {
            return;
        }
        for (Agency one : before.getOrDefault(code, List.of())) {
            if (!one.isThere(day)) {
                boolean parts = Objects.requireNonNull(one.ended()).successors().size() > 1;
                collect(one.code(), divided || parts, day, before, lineage);
            }
        }
    }

    private static List<String> holders(
            Asked asked, Lineage lineage, Map<String, Obligation> owed, Predicate<Obligation> visible) {
        if (lineage.divided.stream().anyMatch(code -> !of(asked, code, owed).isEmpty())) {
            return List.of();
        }
        List<String> holders = new ArrayList<>();
        for (String code : lineage.whole) {
            List<Obligation> its = of(asked, code, owed);
            if (!its.stream().allMatch(visible)) {
                return List.of();
            }
            @Nullable
            String holder = its.stream()
                    .map(Obligation::current)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (holder != null) {
                holders.add(holder);
            } else if (its.stream().anyMatch(one -> one.status() != ObligationStatus.EXCUSED)) {
                return List.of();
            }
        }
        return holders;
    }

    private static List<Obligation> of(Asked asked, String code, Map<String, Obligation> owed) {
        return asked.cycles.stream()
                .map(cycle -> owed.get(Topics.obligationKey(cycle, code)))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The figures of several agencies as those of one. What is no plain sum, or was not filed by each, is not in it.
     *
     * @param filed by code, each
     * @param defined the indicators, by code
     */
    public static Map<String, Figure> together(List<Map<String, Figure>> filed, Map<String, Definition> defined) {
        if (filed.size() == 1) {
            return filed.getFirst();
        }
        Map<String, Figure> sums = new LinkedHashMap<>();
        filed.getFirst().keySet().forEach(code -> {
            Definition definition = defined.get(code);
            if (definition != null && definition.consolidation() == Consolidation.SUM) {
                Figure sum = sum(filed.stream().map(one -> one.get(code)).toList());
                if (sum != null) {
                    sums.put(code, sum);
                }
            }
        });
        return sums;
    }

    /** Who has no such duty adds nothing. */
    private static @Nullable Figure sum(List<@Nullable Figure> each) {
        long sum = 0;
        boolean any = false;
        for (Figure one : each) {
            if (one instanceof Whole whole) {
                sum += whole.value();
                any = true;
            } else if (!(one instanceof NotApplicable)) {
                return null;
            }
        }
        return !any ? new NotApplicable() : sum > Figure.LARGEST ? null : new Whole(sum);
    }
}
