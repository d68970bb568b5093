package huikan.analytics.rollup;

import static huikan.analytics.rollup.History.AGENCIES;
import static huikan.analytics.rollup.History.CYCLE;
import static huikan.analytics.rollup.History.PROVINCE;
import static huikan.analytics.rollup.History.filed;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.analytics.rollup.Count.Position;
import huikan.analytics.rollup.RollupStore.Change;
import huikan.analytics.rollup.RollupStore.Part;
import huikan.analytics.rollup.RollupWriter.Placed;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class RollupsIT extends OnInfrastructure {

    @Autowired
    Rollups rollups;

    @Autowired
    StoredRollups store;

    @Autowired
    MongoDatabase database;

    @Autowired
    RollupSettings settings;

    @BeforeEach
    void nothing() {
        int own = settings.own();
        List.of(
                        StoredRollups.counts(database, own),
                        StoredRollups.sums(database, own),
                        StoredHistory.filings(database, own))
                .forEach(one -> one.deleteMany(new Document()));
    }

    @Test
    void the_store_has_what_a_history_comes_to_however_often_it_is_told() {
        for (int seed = 0; seed < 5; seed++) {
            nothing();
            List<SubmissionEvent> events = History.random(new Random(seed));
            MemoryStore expected = new MemoryStore(new Random(seed), () -> {});
            new RollupWriter(expected).write(1, History.placed(1, events));
            for (int times = 0; times < 2; times++) {
                new RollupWriter(store).write(1, History.placed(1, events));
            }
            assertThat(store.counts(expected.counts.keySet())).isEqualTo(expected.counts);
            Map<String, Part> parts = new TreeMap<>();
            store.parts(1, keys(expected)).forEach((key, part) -> parts.put(key + "/1", part));
            assertThat(parts).isEqualTo(expected.parts);
            List<String> open = new ArrayList<>();
            for (Document filing :
                    StoredHistory.filings(database, settings.own()).find()) {
                filing.get("spans", Document.class).forEach((name, span) -> {
                    if (((Document) span).get("to") == null) {
                        open.add(filing.getString("_id") + "/" + name);
                    }
                });
            }
            assertThat(open)
                    .containsExactlyInAnyOrderElementsOf(expected.spans.keySet().stream()
                            .filter(id -> !expected.ends.containsKey(id))
                            .toList());
        }
    }

    private static List<String> keys(MemoryStore store) {
        return store.parts.values().stream().map(part -> part.rollup().key()).toList();
    }

    @Test
    void whoever_writes_over_what_has_changed_since_is_told_so() {
        new RollupWriter(store).write(0, History.placed(0, List.of(filed(AGENCIES.getFirst(), 1, 5, false))));
        String key = CYCLE + "/" + PROVINCE;
        Part seen = store.parts(0, List.of(key)).get(key);
        assertThat(store.writeParts(0, List.of(new Change<>(key, seen, new Part(seen.rollup(), 7)))))
                .isTrue();
        assertThat(store.writeParts(0, List.of(new Change<>(key, seen, new Part(seen.rollup(), 8)))))
                .isFalse();
        assertThat(store.writeParts(0, List.of(new Change<>(key, new Part(seen.rollup(), -1), seen))))
                .isFalse();
        assertThat(store.parts(0, List.of(key)).get(key).included()).isEqualTo(7);

        String obligation = CYCLE + "/" + AGENCIES.getFirst();
        Count count = store.counts(List.of(obligation)).get(obligation);
        Count later = count.with(count.tally(), new Position(0, 9), count.time(), count.open());
        assertThat(store.writeCounts(List.of(new Change<>(obligation, later, later))))
                .isFalse();
        assertThat(store.writeCounts(List.of(new Change<>(obligation, count, later))))
                .isTrue();
        assertThat(store.writeCounts(List.of(new Change<>(obligation, Count.NOTHING, later))))
                .isFalse();
    }

    @Test
    void an_agency_and_those_below_it_never_disagree() {
        List<SubmissionEvent> events = History.random(new Random(8));
        new RollupWriter(store).write(0, History.placed(0, events));
        for (String agency : List.of(PROVINCE, "210900-gov", "210902-gov")) {
            Rollup whole = rollups.family(CYCLE, agency, Rollups.ALL).whole();
            Rollup alone = rollups.of(CYCLE, agency);
            assertThat(whole.bases()).as(agency).isEqualTo(alone.bases());
            assertThat(whole.expected()).isEqualTo(alone.expected()).isPositive();
            assertThat(whole.filed()).isEqualTo(alone.filed());
            assertThat(whole.asOf()).as(agency).isEqualTo(alone.asOf());
        }
        // a child that is written before the agency above it, for a moment
        String key = CYCLE + "/210900-gov";
        Part part = store.parts(0, List.of(key)).get(key);
        Rollup more = part.rollup()
                .plus(new Rollup(CYCLE, "210900-gov", null, List.of(), 0, 1, 0, 0, new TreeMap<>(), History.AT));
        store.writeParts(0, List.of(new Change<>(key, part, new Part(more, 999))));
        Rollups.Family family = rollups.family(CYCLE, PROVINCE, Rollups.ALL);
        assertThat(family.whole().filed())
                .isEqualTo(family.children().stream().mapToLong(Rollup::filed).sum())
                .isGreaterThan(rollups.of(CYCLE, PROVINCE).filed());
    }

    @Test
    void the_figures_as_of_an_instant_are_those_that_were_served_then() {
        List<String> agencies = List.of(PROVINCE, "210900-gov", "210902-gov");
        for (int seed = 20; seed < 30; seed++) {
            nothing();
            List<SubmissionEvent> told = History.random(new Random(seed));
            List<Placed> events = History.placed(0, told);
            List<Map<String, Rollups.Family>> served = new ArrayList<>();
            List<Map<String, List<Rollup>>> counties = new ArrayList<>();
            for (Placed event : events) {
                new RollupWriter(store).write(0, List.of(event));
                Map<String, Rollups.Family> then = new TreeMap<>();
                Map<String, List<Rollup>> level = new TreeMap<>();
                agencies.forEach(agency -> {
                    then.put(agency, rollups.family(CYCLE, agency, Rollups.ALL));
                    level.put(agency, rollups.level(CYCLE, agency, AgencyLevel.COUNTY, Rollups.ALL));
                });
                served.add(then);
                counties.add(level);
            }
            for (int i = 0; i < events.size(); i++) {
                Set<String> later = History.addedLater(told, i + 1);
                for (String agency : agencies) {
                    Instant at = events.get(i).time().plusMillis(500);
                    assertThat(slots(rollups.filedAsOf(CYCLE, agency, at)))
                            .as("filed under %s after %d of seed %d", agency, i, seed)
                            .isEqualTo(slots(served.get(i).get(agency)));
                    assertThat(expected(rollups.filedAsOf(CYCLE, agency, at)))
                            .as("expected under %s after %d of seed %d", agency, i, seed)
                            .isEqualTo(expected(served.getLast().get(agency), later));
                    assertThat(
                                    rollups
                                            .levelAsOf(
                                                    CYCLE, agency, AgencyLevel.COUNTY, Basis.REPORTED, at, Rollups.NONE)
                                            .stream()
                                            .map(Rollup::agency))
                            .as("counties under %s after %d of seed %d", agency, i, seed)
                            .containsExactlyElementsOf(counties.getLast().get(agency).stream()
                                    .map(Rollup::agency)
                                    .filter(one -> !later.contains(one))
                                    .toList());
                    for (Basis basis : Basis.values()) {
                        Rollups.Family then = served.get(i).get(agency);
                        Rollups.Family asOf = rollups.asOf(CYCLE, agency, basis, at, Rollups.ALL);
                        assertThat(asOf.whole().sums(basis))
                                .as("%s of %s after %d of seed %d", basis, agency, i, seed)
                                .isEqualTo(then.whole().sums(basis));
                        assertThat(sums(asOf, basis)).isEqualTo(sums(then, basis));
                        assertThat(bases(
                                        rollups.levelAsOf(CYCLE, agency, AgencyLevel.COUNTY, basis, at, Rollups.ALL),
                                        basis))
                                .isEqualTo(bases(counties.get(i).get(agency), basis));
                        Rollups.Lineage lineage = rollups.lineage(CYCLE, agency, basis, at, Rollups.ALL);
                        assertThat(lineage.sums()).isEqualTo(then.whole().sums(basis));
                        assertThat(lineage.filings().stream()
                                        .mapToLong(filing -> filing.cells().get("INS001"))
                                        .sum())
                                .isEqualTo(History.total(then.whole(), basis));
                    }
                }
            }
            Rollups.Family before =
                    rollups.asOf(CYCLE, PROVINCE, Basis.REPORTED, History.AT.minusSeconds(1), Rollups.ALL);
            assertThat(before.whole().bases()).isEmpty();
            assertThat(before.whole().expected())
                    .isEqualTo(History.AGENCIES.size()
                            - History.addedLater(told, 0).size());
        }
    }

    /** Of an agency and those below it how many owed a filing; of those who did. */
    private static SortedMap<String, Long> expected(Rollups.Family family) {
        return expected(family, Set.of());
    }

    /** @param without who owed none then */
    private static SortedMap<String, Long> expected(Rollups.Family family, Set<String> without) {
        SortedMap<String, Long> expected = new TreeMap<>();
        Stream.concat(Stream.of(family.whole()), family.children().stream()).forEach(one -> {
            long then = one.expected()
                    - without.stream()
                            .filter(agency -> List.of(agency, History.city(agency), PROVINCE)
                                    .contains(one.agency()))
                            .count();
            if (then > 0) {
                expected.put(one.agency(), then);
            }
        });
        return expected;
    }

    /** Of an agency and those below it how many filed, late, and were excused; of those who did. */
    private static Map<String, List<Long>> slots(Rollups.Family family) {
        Map<String, List<Long>> filed = new TreeMap<>();
        Stream.concat(Stream.of(family.whole()), family.children().stream())
                .filter(one -> one.filed() > 0 || one.excused() > 0)
                .forEach(one -> filed.put(one.agency(), List.of(one.filed(), one.late(), one.excused())));
        return filed;
    }

    private static Map<String, Sums> sums(Rollups.Family family, Basis basis) {
        return bases(family.children(), basis);
    }

    /** Of those for which anything counted. */
    private static Map<String, Sums> bases(List<Rollup> rollups, Basis basis) {
        Map<String, Sums> sums = new TreeMap<>();
        rollups.stream()
                .filter(child -> !child.sums(basis).equals(Sums.NONE))
                .forEach(child -> sums.put(child.agency(), child.sums(basis)));
        return sums;
    }

    @Test
    void a_rollup_is_served_whole_from_the_parts_of_its_partitions_and_those_below_by_code() {
        new RollupWriter(store).write(0, History.placed(0, List.of(filed("210903-gov", 1, 5, false))));
        new RollupWriter(store).write(2, History.placed(2, List.of(filed("210902-gov", 1, 6, true))));
        Rollup city = rollups.of(CYCLE, "210900-gov");
        assertThat(city.filed()).isEqualTo(2);
        assertThat(city.late()).isEqualTo(1);
        assertThat(city.parent()).isEqualTo(PROVINCE);
        assertThat(rollups.family(CYCLE, "210900-gov", Rollups.ALL).children())
                .extracting(Rollup::agency)
                .containsExactly("210902-gov", "210903-gov");
        assertThat(rollups.of(CYCLE, "nobody").filed()).isZero();
        assertThat(rollups.over(List.of(CYCLE, "none"), "210900-gov", Rollups.ALL))
                .isEqualTo(Map.of(CYCLE, city));
        assertThat(rollups.reached(List.of(CYCLE), "210900-gov"))
                .isEqualTo(new Rollups.Reached(new TreeMap<>(Map.of(0, 0L, 2, 0L)), History.AT));
        assertThat(rollups.reached(List.of(CYCLE), "nobody").last()).isNull();
        assertThat(rollups.roots(CYCLE)).extracting(Rollup::agency).containsExactly(PROVINCE);
    }

    @Test
    void only_the_indicators_that_are_asked_for_come_and_they_are_the_same() {
        new RollupWriter(store).write(0, History.placed(0, History.random(new Random(3))));
        Instant at = Instant.parse("2030-01-01T00:00:00Z");
        for (String code : List.of("INS001", "LIT003", "LIT012", "TRN003")) {
            for (Rollup whole : rollups.level(CYCLE, PROVINCE, AgencyLevel.COUNTY, Rollups.ALL)) {
                Rollup part = rollups.level(CYCLE, PROVINCE, AgencyLevel.COUNTY, Set.of(code)).stream()
                        .filter(one -> one.agency().equals(whole.agency()))
                        .findFirst()
                        .orElseThrow();
                assertThat(part.filed()).isEqualTo(whole.filed());
                for (Basis basis : Basis.values()) {
                    assertThat(part.sums(basis)).isEqualTo(only(code, whole.sums(basis)));
                }
            }
            for (Basis basis : Basis.values()) {
                Sums lineage =
                        rollups.lineage(CYCLE, PROVINCE, basis, at, Rollups.ALL).sums();
                assertThat(rollups.lineage(CYCLE, PROVINCE, basis, at, Set.of(code))
                                .sums())
                        .isEqualTo(only(code, lineage));
            }
        }
    }

    private static Sums only(String code, Sums sums) {
        SortedMap<AgencyLevel, SortedMap<String, Sum>> byLevel = new TreeMap<>();
        sums.byLevel().forEach((level, cells) -> {
            if (cells.containsKey(code)) {
                byLevel.put(level, only(code, cells));
            }
        });
        return new Sums(
                sums.filings(),
                byLevel,
                only(code, sums.numerators()),
                only(code, sums.denominators()),
                only(code, sums.notApplicable()),
                only(code, sums.own()),
                only(code, sums.stated()));
    }

    private static SortedMap<String, Sum> only(String code, SortedMap<String, Sum> cells) {
        SortedMap<String, Sum> only = new TreeMap<>(cells);
        only.keySet().retainAll(Set.of(code));
        return only;
    }

    /** It is shown until all is counted anew. */
    @Test
    void a_generation_of_before_is_read_as_it_was_kept_then() {
        // nobody was excused then
        List<SubmissionEvent> events = new ArrayList<>(History.random(new Random(4)));
        events.removeIf(ObligationAmended.class::isInstance);
        new RollupWriter(store).write(0, History.placed(0, events));
        Instant at = Instant.parse("2030-01-01T00:00:00Z");
        Rollups.Family family = rollups.family(CYCLE, PROVINCE, Rollups.ALL);
        Rollups.Family then = rollups.asOf(CYCLE, PROVINCE, Basis.REPORTED, at, Rollups.ALL);
        List<String> added = List.of("levels", "cells", "filings", "expected", "filed", "late", "excused", "asOf");
        MongoCollection<Document> sums = StoredRollups.sums(database, settings.own());
        for (Document one : sums.find().into(new ArrayList<>())) {
            Document before = new Document(one)
                    .append("rollup", Json.text(StoredRollups.rollup(one)).replace("\"excused\":0,", ""));
            before.keySet().removeAll(added);
            sums.replaceOne(new Document("_id", one.get("_id")), before);
        }
        MongoCollection<Document> history = StoredHistory.filings(database, settings.own());
        for (Document one : history.find().into(new ArrayList<>())) {
            history.deleteOne(new Document("_id", one.get("_id")));
            one.get("spans", Document.class).forEach((name, span) -> {
                Document before = new Document((Document) span)
                        .append("_id", one.getString("_id") + name)
                        .append("cycle", CYCLE)
                        .append("path", one.get("path"))
                        .append("standing", name.split("/")[0])
                        .append("filing", Json.text(StoredHistory.filing(one)));
                history.insertOne(before);
            });
        }
        assertThat(rollups.family(CYCLE, PROVINCE, Rollups.ALL)).isEqualTo(family);
        assertThat(rollups.asOf(CYCLE, PROVINCE, Basis.REPORTED, at, Rollups.ALL))
                .isEqualTo(then);
        assertThat(rollups.level(CYCLE, PROVINCE, AgencyLevel.COUNTY, Set.of("INS001")))
                .isNotEmpty()
                .allMatch(one -> one.expected() == 1);
    }
}
