package huikan.analytics.rollup;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.Ratio;
import java.util.ArrayList;
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

    private static final char ENTRY = ';';
    private static final char WORD = ' ';

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
            if (i > 0) {
                text.append(WORD);
            }
            text.append(words[i]);
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
            for (Words words = new Words((String) text); words.more(); ) {
                places.computeIfAbsent(basis(words.word()), first -> new HashMap<>())
                        .computeIfAbsent(words.word(), first -> new TreeMap<>())
                        .put(code, new Sum(words.number(), words.number(), words.number()));
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
            for (Words words = new Words((String) text); words.more(); ) {
                switch (words.word()) {
                    case "own" -> own.put(code, words.number());
                    case "stated" -> stated.put(code, words.number());
                    case "rate" -> rates.put(code, new Ratio(words.number(), words.number()));
                    case "none" -> none.add(code);
                    default -> throw new IllegalStateException(bare.submission() + " has " + text);
                }
            }
        });
        return bare.saying(own, stated, rates, none);
    }

    /** The words of a text one after the other: half a million of them are read for one answer, so no list is made of them. */
    private static final class Words {

        private final String text;
        private int start;

        Words(String text) {
            this.text = text;
        }

        boolean more() {
            return start < text.length();
        }

        String word() {
            int from = start;
            return text.substring(from, next());
        }

        long number() {
            int from = start;
            return Long.parseLong(text, from, next(), 10);
        }

        /** Goes past the word that stands here, and tells where it ends. */
        private int next() {
            int end = start;
            while (end < text.length() && text.charAt(end) != ENTRY && text.charAt(end) != WORD) {
                end++;
            }
            start = end + 1;
            return end;
        }
    }
}
