package huikan.analytics.rollup;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Figures as they are stored: a field an indicator, so that the store sends those that are asked for. What the field says is a short
 * text, of which a province has hundreds in each answer: entries with {@code ;} between them.
 *
 * <p>Of sums an entry is basis, place, total, filings and zeros, as in {@code R COUNTY 12 4 1;R own 7 1 0}. Of a filing it is
 * {@code own 5}, {@code stated 7}, {@code rate 3 10} or {@code none}.
 */
final class Cells {

    /** The field, of documents of either kind. */
    static final String FIELD = "cells";

    private static final String ENTRY = ";";
    private static final String WORD = " ";

    /** Where a sum stands, beside the levels of those that filed. */
    private enum Place {
        own(Sums::own),
        stated(Sums::stated),
        numerator(Sums::numerators),
        denominator(Sums::denominators),
        none(Sums::notApplicable);

        private final Function<Sums, SortedMap<String, Sum>> of;

        Place(Function<Sums, SortedMap<String, Sum>> of) {
            this.of = of;
        }
    }

    private Cells() {}

    /** The paths of the fields to ask for. */
    static List<String> paths(Collection<String> codes) {
        return codes.stream().map(code -> FIELD + "." + name(code)).toList();
    }

    /** A name that is one field and not a path of fields. */
    private static String name(String code) {
        return code.replace("%", "%25").replace(".", "%2E").replace("$", "%24");
    }

    private static String code(String name) {
        return name.replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }

    private static Document document(SortedMap<String, StringBuilder> texts) {
        Document cells = new Document();
        texts.forEach((code, text) -> cells.append(name(code), text.toString()));
        return cells;
    }

    private static void add(SortedMap<String, StringBuilder> texts, String code, Object... words) {
        StringBuilder text = texts.computeIfAbsent(code, first -> new StringBuilder());
        if (!text.isEmpty()) {
            text.append(ENTRY);
        }
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : WORD).append(words[i]);
        }
    }

    static Document of(Map<Basis, Sums> bases) {
        SortedMap<String, StringBuilder> texts = new TreeMap<>();
        bases.forEach((basis, sums) -> {
            sums.byLevel().forEach((level, cells) -> add(texts, basis, level.name(), cells));
            for (Place place : Place.values()) {
                add(texts, basis, place.name(), place.of.apply(sums));
            }
        });
        return document(texts);
    }

    private static void add(
            SortedMap<String, StringBuilder> texts, Basis basis, String place, SortedMap<String, Sum> cells) {
        cells.forEach((code, sum) ->
                add(texts, code, basis.name().charAt(0), place, sum.total(), sum.filings(), sum.zeros()));
    }

    /**
     * @param filings by basis; there are sums of these
     */
    static SortedMap<Basis, Sums> sums(Map<Basis, Long> filings, Document cells) {
        Map<Basis, Map<String, SortedMap<String, Sum>>> places = new EnumMap<>(Basis.class);
        cells.forEach((name, text) -> {
            String code = code(name);
            for (String[] words : entries((String) text)) {
                places.computeIfAbsent(basis(words[0]), first -> new HashMap<>())
                        .computeIfAbsent(words[1], first -> new TreeMap<>())
                        .put(code, new Sum(Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4])));
            }
        });
        SortedMap<Basis, Sums> sums = new TreeMap<>();
        filings.forEach((basis, count) -> sums.put(basis, sums(count, places.getOrDefault(basis, Map.of()))));
        return sums;
    }

    private static Basis basis(String letter) {
        return Stream.of(Basis.values())
                .filter(one -> one.name().startsWith(letter))
                .findFirst()
                .orElseThrow();
    }

    private static Sums sums(long filings, Map<String, SortedMap<String, Sum>> places) {
        SortedMap<AgencyLevel, SortedMap<String, Sum>> byLevel = new TreeMap<>();
        for (AgencyLevel level : AgencyLevel.values()) {
            if (places.containsKey(level.name())) {
                byLevel.put(level, places.get(level.name()));
            }
        }
        Function<Place, SortedMap<String, Sum>> at = place -> places.getOrDefault(place.name(), new TreeMap<>());
        return new Sums(
                filings,
                byLevel,
                at.apply(Place.numerator),
                at.apply(Place.denominator),
                at.apply(Place.none),
                at.apply(Place.own),
                at.apply(Place.stated));
    }

    static Document of(Tally.Filing filing) {
        SortedMap<String, StringBuilder> texts = new TreeMap<>();
        filing.own().forEach((code, figure) -> add(texts, code, "own", figure));
        filing.stated().forEach((code, figure) -> add(texts, code, "stated", figure));
        filing.rates().forEach((code, rate) -> add(texts, code, "rate", rate.numerator(), rate.denominator()));
        filing.notApplicable().forEach(code -> add(texts, code, "none"));
        return document(texts);
    }

    /** What a filing says. */
    static Tally.Filing filing(Tally.Filing bare, Document cells) {
        Map<String, Long> own = new HashMap<>();
        Map<String, Long> stated = new HashMap<>();
        Map<String, Ratio> rates = new HashMap<>();
        List<String> none = new ArrayList<>();
        cells.forEach((name, text) -> {
            String code = code(name);
            for (String[] words : entries((String) text)) {
                switch (words[0]) {
                    case "own" -> own.put(code, Long.valueOf(words[1]));
                    case "stated" -> stated.put(code, Long.valueOf(words[1]));
                    case "rate" -> rates.put(code, new Ratio(Long.parseLong(words[1]), Long.parseLong(words[2])));
                    case "none" -> none.add(code);
                    default -> throw new IllegalStateException(bare.submission() + " has " + Arrays.toString(words));
                }
            }
        });
        return bare.saying(own, stated, rates, none);
    }

    private static List<String[]> entries(String text) {
        return Stream.of(text.split(ENTRY)).map(entry -> entry.split(WORD)).toList();
    }
}
