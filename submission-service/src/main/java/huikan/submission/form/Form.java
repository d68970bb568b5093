package huikan.submission.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Words;
import huikan.events.Line;
import huikan.events.Superior;
import huikan.filing.Filing.SectionKind;
import huikan.submission.indicator.Indicator;
import huikan.submission.version.Versioned;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be filed. A cycle is issued with one version of it, and keeps that.
 *
 * @param version see {@link Versioned}
 * @param titleEn the title in English
 * @param line which superiors review it and roll it up
 * @param required indicator codes that must be filled
 * @param sections that the law asks of its text; none where it has none
 * @param indicators codes that may be, in their order; {@code *} for every one of the list
 * @param rules codes that are checked; {@code *} for every one that fits
 * @param groups under which headings they stand; what is in none, or all where it is left out, stands under its own
 * @param levels which agencies are asked for an indicator, by its code; all where it is left out
 * @param countersigned 会签: the review levels at which two people pass it; none where it is left out
 * @param signOff 签发: whether a filing is taken only from a draft that somebody other than its last writer signed off; not where it is left out
 * @param wholes 构成比: rates that are the shares of one whole, a list for each whole; none where it is left out
 * @param layout 表样: how it looks on paper; a list where it is left out
 * @param until the last day on which a period ends for which it is issued; null while it is in use
 */
public record Form(
        String id,
        int version,
        String title,
        String titleEn,
        Line line,
        List<String> required,
        List<SectionKind> sections,
        List<String> indicators,
        List<String> rules,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Group> groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<AgencyLevel>> levels,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AgencyLevel> countersigned,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean signOff,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<List<String>> wholes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Layout layout,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate until)
        implements Versioned<Form> {

    /** Instead of the codes: all of them. */
    static final String ALL = "*";

    private static final int COUNTERSIGNED = 2;

    /** Indicators under one heading. */
    public record Group(Words names, List<String> indicators) {}

    /** Of those that are asked for in a period the ones that this form has, in its order. */
    public List<Indicator> chosen(Collection<Indicator> asked) {
        if (indicators.contains(ALL)) {
            return List.copyOf(asked);
        }
        Map<String, Indicator> known = new LinkedHashMap<>();
        asked.forEach(one -> known.put(one.code(), one));
        return indicators.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /**
     * As a cycle keeps it: with its codes instead of {@code *}, each in a group.
     *
     * @param chosen its indicators
     */
    public Form issued(List<Indicator> chosen) {
        Map<String, Words> headings = new LinkedHashMap<>();
        allGroups().forEach(group -> group.indicators().forEach(code -> headings.put(code, group.names())));
        Map<String, Indicator> left = new LinkedHashMap<>();
        chosen.forEach(one -> left.put(one.code(), one));
        Map<Words, List<String>> grouped = new LinkedHashMap<>();
        // first those that it groups, as it does
        Stream.concat(headings.keySet().stream(), chosen.stream().map(Indicator::code))
                .map(left::remove)
                .filter(Objects::nonNull)
                .forEach(one -> grouped.computeIfAbsent(
                                headings.getOrDefault(one.code(), one.heading()), none -> new ArrayList<>())
                        .add(one.code()));
        return with(
                version,
                grouped.values().stream().flatMap(List::stream).toList(),
                grouped.entrySet().stream()
                        .map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
                        .toList());
    }

    /** Whether an agency of this level is asked for its own figure. */
    public boolean asks(String indicator, AgencyLevel level) {
        return levels == null || levels.getOrDefault(indicator, List.of(level)).contains(level);
    }

    /** What an agency of this level must fill. */
    public List<String> requiredOf(AgencyLevel level) {
        return required.stream().filter(code -> asks(code, level)).toList();
    }

    public boolean needsSignOff() {
        return Boolean.TRUE.equals(signOff);
    }

    public boolean isOver(LocalDate periodEnd) {
        return until != null && periodEnd.isAfter(until);
    }

    public List<Group> allGroups() {
        return Objects.requireNonNullElse(groups, List.of());
    }

    public List<List<String>> allWholes() {
        return Objects.requireNonNullElse(wholes, List.of());
    }

    /** Those who review it, with the signatures that each gives. */
    public List<Superior> reviewers(List<Superior> path) {
        return path.stream()
                .map(one -> countersigned != null && countersigned.contains(one.level())
                        ? new Superior(one.agency(), one.level(), COUNTERSIGNED)
                        : one)
                .toList();
    }

    @Override
    public Form numbered(int number) {
        return with(number, indicators, groups);
    }

    private Form with(
            int number,
            List<String> codes,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Group> groupsNow) {
        return new Form(
                id,
                number,
                title,
                titleEn,
                line,
                required,
                sections,
                codes,
                rules,
                groupsNow,
                levels,
                countersigned,
                signOff,
                wholes,
                layout,
                until);
    }
}
