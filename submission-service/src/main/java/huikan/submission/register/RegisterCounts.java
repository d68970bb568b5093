package huikan.submission.register;

import huikan.submission.register.RegisterKind.Count;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures that registers make for a period: of what was in them on its last day, as they stand for that day now. */
@Component
public class RegisterCounts {

    /** What is longer is counted when it is asked for: others' filings do not wait for it. */
    static final int MOST_COMPARED = 20_000;

    private final RegisterKinds kinds;
    private final Entries entries;

    RegisterCounts(RegisterKinds kinds, Entries entries) {
        this.kinds = kinds;
        this.entries = entries;
    }

    /**
     * One figure.
     *
     * @param entries how many are behind it
     */
    record CountedFigure(String indicator, long figure, long entries) {}

    /**
     * What a register comes to.
     *
     * @param kept the agency has, or had, an entry in it
     */
    record Total(boolean kept, List<CountedFigure> counts) {}

    /** What one register comes to. */
    Total of(RegisterKind kind, String agency, LocalDate from, LocalDate to) {
        Sums sums = new Sums(kind, from, to);
        entries.each(kind.id(), agency, sums::add);
        return sums.total();
    }

    /** What the registers of others of one kind have against an agency. */
    Total against(RegisterKind kind, String agency, LocalDate from, LocalDate to) {
        Sums sums = new Sums(kind, from, to);
        entries.eachAgainst(agency, kind.id(), one -> sums.addAgainst(agency, one));
        return sums.total();
    }

    private static final class Sums {
        private final RegisterKind kind;
        private final String from;
        private final String to;
        private final LocalDate last;
        private final Map<String, Long> figures = new HashMap<>();
        private final Map<String, Long> behind = new HashMap<>();
        private boolean kept;

        Sums(RegisterKind kind, LocalDate from, LocalDate to) {
            this.kind = kind;
            this.from = from.toString();
            this.to = to.toString();
            this.last = to;
        }

        Total total() {
            return new Total(
                    kept,
                    kind.counts().stream()
                            .map(one -> new CountedFigure(
                                    one.indicator(),
                                    figures.getOrDefault(one.indicator(), 0L),
                                    behind.getOrDefault(one.indicator(), 0L)))
                            .toList());
        }

        /** By indicator, those that are 0 as well. */
        Map<String, Long> all() {
            return kind.counts().stream()
                    .map(Count::indicator)
                    .collect(Collectors.toMap(one -> one, one -> figures.getOrDefault(one, 0L)));
        }

        void add(Entry entry) {
            kept = true;
            Map<String, Object> values = entry.on(last).map(Entry.State::values).orElse(null);
            if (values != null) {
                kind.counts().stream().filter(one -> counts(one, values)).forEach(one -> {
                    long more = one.sum() == null ? 1 : values.get(one.sum()) instanceof Long number ? number : 0;
                    figures.merge(one.indicator(), more, Math::addExact);
                    behind.merge(one.indicator(), 1L, Long::sum);
                });
            }
        }

        /** One that is, or was, against an agency. */
        void addAgainst(String agency, Entry entry) {
            kept = true;
            if (entry.on(last)
                    .filter(state -> agency.equals(kind.against(state.values())))
                    .isPresent()) {
                add(entry);
            }
        }

        private boolean counts(Count one, Map<String, Object> values) {
            return one.where().stream().allMatch(condition -> condition.holds(values)) && falls(one.dated(), values);
        }

        private boolean falls(@Nullable String dated, Map<String, Object> values) {
            return dated == null
                    || (values.get(dated) instanceof String day && day.compareTo(from) >= 0 && day.compareTo(to) <= 0);
        }
    }

    /**
     * Which registers agencies have entries in, or will have, and that are short enough to be counted at each filing; by agency. Who has
     * none is not in it.
     */
    public Map<String, Kept> kept(Collection<String> agencies) {
        Map<String, Kept> found = new HashMap<>();
        entries.kept(agencies)
                .forEach((agency, each) -> found.put(
                        agency,
                        new Kept(each.entrySet().stream()
                                .filter(one -> one.getValue() <= MOST_COMPARED)
                                .map(Map.Entry::getKey)
                                .toList())));
        return found;
    }

    /** The agencies against which registers of others have entries, and no more than are counted at each filing. */
    public Set<String> opposed(Collection<String> agencies) {
        return entries.opposed(agencies, MOST_COMPARED);
    }

    /**
     * What the entries against an agency come to, by indicator; of a kind of which there never was one, nothing is known.
     *
     * @param versions of the kinds, by id
     */
    public Map<String, Long> against(String agency, Map<String, Integer> versions, LocalDate from, LocalDate to) {
        Map<String, Sums> sums = new HashMap<>();
        entries.eachAgainst(agency, one -> {
            Integer version = versions.get(one.kind());
            if (version != null) {
                RegisterKind kind = kinds.version(one.kind(), version);
                sums.computeIfAbsent(kind.id(), first -> new Sums(kind, from, to))
                        .addAgainst(agency, one);
            }
        });
        Map<String, Long> figures = new HashMap<>();
        sums.values().forEach(of -> figures.putAll(of.all()));
        return figures;
    }

    /** The kinds of which an agency has a register that is compared. */
    public record Kept(List<String> kinds) {
        /** No register at all. */
        public static final Kept NONE = new Kept(List.of());
    }

    /**
     * What the registers of an agency come to, by indicator.
     *
     * @param versions of the kinds, by id
     * @param asked only these indicators
     */
    public Map<String, Long> figures(
            Kept kept,
            Map<String, Integer> versions,
            Collection<String> asked,
            String agency,
            LocalDate from,
            LocalDate to) {
        Map<String, Long> figures = new LinkedHashMap<>();
        for (String id : kept.kinds()) {
            Integer version = versions.get(id);
            RegisterKind kind = version == null ? null : kinds.version(id, version);
            if (kind != null && kind.counts().stream().map(Count::indicator).anyMatch(asked::contains)) {
                Total total = of(kind, agency, from, to);
                if (total.kept()) {
                    total.counts().stream()
                            .filter(one -> asked.contains(one.indicator()))
                            .forEach(one -> figures.put(one.indicator(), one.figure()));
                }
            }
        }
        return figures;
    }
}
