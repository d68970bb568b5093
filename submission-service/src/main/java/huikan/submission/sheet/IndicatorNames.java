package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the indicators of a form are called, in Chinese and in English, so that a name beside a code can be compared with it.
 *
 * @param codes by their names without blanks; indicators under two headings may have one name
 */
record IndicatorNames(Map<String, SortedSet<String>> codes) {

    static IndicatorNames of(Collection<Definition> indicators) {
        Map<String, SortedSet<String>> codes = new HashMap<>();
        for (Definition one : indicators) {
            Stream.ofNullable(one.meaning())
                    .flatMap(meaning ->
                            Stream.of(meaning.name().zh(), meaning.name().en()))
                    .map(IndicatorNames::plain)
                    .filter(name -> !name.isEmpty())
                    .forEach(name ->
                            codes.computeIfAbsent(name, none -> new TreeSet<>()).add(one.code()));
        }
        return new IndicatorNames(codes);
    }

    /** Of which other indicator it is the name; empty where it is the one's own, or nobody's. */
    Optional<String> other(String name, String code) {
        SortedSet<String> named = codes.getOrDefault(plain(name), new TreeSet<>());
        return named.contains(code) ? Optional.empty() : named.stream().findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s\\u00a0\\u3000]+", "");
    }
}
