package huikan.submission.rule;

import static java.util.Objects.requireNonNull;

import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.Filing.Section;
import huikan.filing.Filing.SectionKind;
import huikan.submission.rule.FiledCells.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the text of a filing says of its figures. Read once, from left to right; what is planned for the next year is no figure
 * of this one.
 */
final class Texts {

    static final String SENTENCE_ENDS = ";!?\n。\uFF1B\uFF01\uFF1F";
    private static final String PERCENT = "%\uFF05";
    /** From the name of a rate to its figure: 达到了. */
    private static final int GAP = 6;

    /** Of one figure. */
    private static final int PLACES = 50;
    /** Measure words that texts use for one another. */
    private static final List<String> ALIKE = List.of("件宗本份起项个条", "次期场", "人名");

    private final List<Numeral> numerals;
    private final Map<String, Map<String, List<Mention>>> mentions = new HashMap<>();

    /**
     * A place that states a filed figure.
     *
     * @param before the words before it
     * @param named they have its name
     * @param clear no other figure is meant
     */
    private record Mention(Numeral numeral, String before, boolean named, boolean clear) {}

    private final Map<String, Definition> defined;

    /**
     * @param indicators of its cycle, by code; what people call them must be known
     */
    Texts(Filing filing, Map<String, Definition> indicators) {
        defined = indicators.values().stream()
                .filter(one -> one.meaning() != null)
                .collect(Collectors.toMap(Definition::code, one -> one, (one, other) -> one, LinkedHashMap::new));
        numerals = Numeral.all(filing.sections().stream()
                .filter(section -> section.kind() != SectionKind.NEXT_YEAR)
                .toList());
    }

    /** Where the text states the figures of this scope, by their codes. */
    private Map<String, List<Mention>> mentions(Scope scope) {
        return mentions.computeIfAbsent(scope.pointer(), none -> read(scope));
    }

    private Map<String, List<Mention>> read(Scope scope) {
        Map<String, List<Mention>> found = new LinkedHashMap<>();
        if (numerals.isEmpty()) {
            return found;
        }
        Map<BigDecimal, List<Definition>> byValue = new HashMap<>();
        scope.cells()
                .forEach((code, figure) -> Optional.ofNullable(defined.get(code))
                        .ifPresent(indicator -> asWritten(indicator, figure)
                                .ifPresent(value -> byValue.computeIfAbsent(value, none -> new ArrayList<>())
                                        .add(indicator))));
        for (Numeral numeral : numerals) {
            List<Definition> meant = new ArrayList<>();
            for (Definition one : byValue.getOrDefault(numeral.value(), List.of())) {
                if (hasUnit(numeral, one)) {
                    meant.add(one);
                }
            }
            if (meant.isEmpty()) {
                continue;
            }
            String before = numeral.before();
            List<Definition> named =
                    meant.stream().filter(one -> isNamed(before, one)).toList();
            for (Definition one : meant) {
                List<Mention> places = found.computeIfAbsent(one.code(), none -> new ArrayList<>());
                if (places.size() < PLACES) {
                    boolean byName = named.contains(one);
                    places.add(
                            new Mention(numeral, before, byName, meant.size() == 1 || (byName && named.size() == 1)));
                }
            }
        }
        // where the text calls a rate by its name, what it says of others of the same figure is not of this one
        found.values().forEach(mentions -> {
            if (mentions.stream().anyMatch(Mention::named)) {
                mentions.removeIf(one -> !one.named());
            }
        });
        return found;
    }

    /** In the unit of texts: yuan, percent or pieces. */
    private static Optional<BigDecimal> asWritten(Definition indicator, Figure figure) {
        Optional<BigDecimal> value = switch (figure) {
            case Figure.Whole whole -> Optional.of(BigDecimal.valueOf(whole.value()));
            case Figure.Decimal decimal -> Optional.of(decimal.value());
            case Figure.NotApplicable none -> Optional.empty();
        };
        return value.map(one -> (indicator.type() == FigureType.AMOUNT ? one.movePointLeft(2) : one))
                .map(BigDecimal::stripTrailingZeros);
    }

    private static boolean hasUnit(Numeral numeral, Definition indicator) {
        String text = numeral.text();
        int at = numeral.unitAt();
        if (at >= text.length()) {
            return false;
        }
        char unit = text.charAt(at);
        boolean twofold = at + 1 < text.length() && text.charAt(at + 1) == '次' && (unit == '人' || unit == '家');
        return switch (indicator.type()) {
            case RATE -> PERCENT.indexOf(unit) >= 0;
            case AMOUNT -> unit == '元';
            case COUNT ->
                text.startsWith(unit(indicator), at)
                        ? !twofold || unit(indicator).length() > 1
                        : !twofold
                                && ALIKE.stream()
                                        .anyMatch(alike -> alike.indexOf(unit) >= 0
                                                && alike.indexOf(unit(indicator).charAt(0)) >= 0
                                                && !unit(indicator).endsWith("人次"));
        };
    }

    /** By the last words of what a rate is called, such as 持证率. */
    private static boolean isNamed(String before, Definition indicator) {
        if (indicator.type() != FigureType.RATE) {
            return false;
        }
        String name = name(indicator);
        return before.contains(name.substring(Math.max(0, name.length() - 3)));
    }

    private static String unit(Definition indicator) {
        return requireNonNull(indicator.meaning()).unit();
    }

    private static String name(Definition indicator) {
        String name = requireNonNull(indicator.meaning()).name().zh();
        int end = 0;
        while (end < name.length() && "(\uFF08".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return name.substring(0, end);
    }

    /** The words beside each figure of the scope, in every place. */
    Map<String, List<Map<String, Object>>> words(Scope scope) {
        Map<String, List<Map<String, Object>>> found = new LinkedHashMap<>();
        mentions(scope).forEach((code, mentions) -> {
            List<Map<String, Object>> places = new ArrayList<>(mentions.size());
            for (Mention one : mentions) {
                String after = one.numeral().after();
                places.add(Map.of(
                        "before",
                        one.before(),
                        "after",
                        after,
                        "words",
                        one.before() + one.numeral().figure() + after));
            }
            found.put(code, places);
        });
        return found;
    }

    /** What the text says of how figures changed, where it is clear of which. */
    Map<String, Change> changes(Scope scope) {
        Map<String, Change> found = new LinkedHashMap<>();
        mentions(scope)
                .forEach((code, mentions) -> mentions.stream()
                        .filter(Mention::clear)
                        .flatMap(one -> Change.behind(one.numeral()).stream())
                        .findFirst()
                        .ifPresent(change -> found.put(code, change)));
        return found;
    }

    /** Rates that are stated by their full names in two sections, and not alike: {@code ENF004 98.5 95}. */
    List<String> restated() {
        Map<String, String> rates = new LinkedHashMap<>();
        defined.values().stream()
                .filter(one -> one.type() == FigureType.RATE)
                .forEach(one -> rates.put(one.code(), name(one)));
        Map<String, Numeral> stated = new HashMap<>();
        Map<String, String> restated = new LinkedHashMap<>();
        for (Numeral numeral : numerals) {
            String text = numeral.text();
            int end = endOfName(numeral);
            if (end < 0) {
                continue;
            }
            rates.forEach((code, name) -> {
                Numeral first =
                        text.startsWith(name, end + 1 - name.length()) ? stated.putIfAbsent(code, numeral) : null;
                if (first != null
                        && first.section() != numeral.section()
                        && first.value().compareTo(numeral.value()) != 0) {
                    restated.putIfAbsent(code, code + " " + plain(first) + " " + plain(numeral));
                }
            });
        }
        return List.copyOf(restated.values());
    }

    /** Where the name of a rate ends close before its figure; -1 where there is none. */
    private static int endOfName(Numeral numeral) {
        String text = numeral.text();
        if (numeral.unitAt() >= text.length() || PERCENT.indexOf(text.charAt(numeral.unitAt())) < 0) {
            return -1;
        }
        for (int at = numeral.at() - 1; at >= Math.max(0, numeral.at() - GAP); at--) {
            if (text.charAt(at) == '率') {
                return at;
            }
        }
        return -1;
    }

    private static String plain(Numeral numeral) {
        return numeral.value().toPlainString();
    }

    /** All sections of a kind as one text. */
    static String text(Filing filing, SectionKind kind) {
        return filing.sections().stream()
                .filter(section -> section.kind() == kind)
                .map(Section::text)
                .collect(Collectors.joining("\n"));
    }

    /** Whether one sentence has the first and behind it the other; each is looked for once only. */
    static boolean together(String text, String first, String then) {
        int at = text.indexOf(first);
        int other = -1;
        while (at >= 0) {
            if (other < at + first.length()) {
                other = text.indexOf(then, at + first.length());
            }
            if (other < 0) {
                return false;
            }
            int end = at;
            while (end < other && SENTENCE_ENDS.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == other) {
                return true;
            }
            at = text.indexOf(first, end);
        }
        return false;
    }
}
