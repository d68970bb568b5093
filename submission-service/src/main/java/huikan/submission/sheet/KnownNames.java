package huikan.submission.sheet;

import huikan.events.AgencyEvent.FormerName;
import huikan.events.CycleEvent.Definition;
import huikan.submission.agency.Agency;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the codes of a sheet are called, so that a name beside a code can be compared with it: who sorts one column alone gives all figures
 * to others.
 *
 * @param codes by their names without blanks; indicators under two headings may have one name
 */
record KnownNames(Map<String, SortedSet<String>> codes) {

    /** In Chinese and in English. */
    static KnownNames ofIndicators(Collection<Definition> indicators) {
        KnownNames names = new KnownNames(new HashMap<>());
        indicators.forEach(one -> Stream.ofNullable(one.meaning())
                .flatMap(
                        meaning -> Stream.of(meaning.name().zh(), meaning.name().en()))
                .forEach(name -> names.add(name, one.code())));
        return names;
    }

    /** As they are called, and were. */
    static KnownNames ofAgencies(Collection<Agency> agencies) {
        KnownNames names = new KnownNames(new HashMap<>());
        agencies.forEach(one -> Stream.concat(
                        Stream.of(one.name()), one.formerNames().stream().map(FormerName::name))
                .forEach(name -> names.add(name, one.code())));
        return names;
    }

    private void add(String name, String code) {
        String plain = plain(name);
        if (!plain.isEmpty()) {
            codes.computeIfAbsent(plain, none -> new TreeSet<>()).add(code);
        }
    }

    /** Which other code has this name; empty where it is the one's own, or nobody's. */
    Optional<String> other(String name, String code) {
        SortedSet<String> named = codes.getOrDefault(plain(name), new TreeSet<>());
        return named.contains(code) ? Optional.empty() : named.stream().findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s\\u00a0\\u3000]+", "");
    }
}
