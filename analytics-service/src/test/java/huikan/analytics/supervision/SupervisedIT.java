package huikan.analytics.supervision;

import static huikan.analytics.supervision.SupervisionHistory.AT;
import static huikan.analytics.supervision.SupervisionHistory.COUNTIES;
import static huikan.analytics.supervision.SupervisionHistory.PROVINCE;
import static huikan.analytics.supervision.SupervisionHistory.above;
import static huikan.analytics.supervision.SupervisionHistory.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.AgencyHistory;
import huikan.analytics.position.ReadPositions;
import huikan.analytics.share.Share;
import huikan.analytics.supervision.ThingStore.Inspected;
import huikan.analytics.supervision.ThingStore.Kept;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.testing.OnInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class SupervisedIT extends OnInfrastructure {

    private static final Period EVER = new Period(null, null);
    private static final String COUNTY = COUNTIES.getFirst();

    @Autowired
    Supervised supervised;

    @Autowired
    StoredThings store;

    @Autowired
    ReadPositions positions;

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void nothing() {
        List.of("supervised", "supervised-pages", "inspected")
                .forEach(one -> database.getCollection(one).deleteMany(new Document()));
    }

    private static FindingMoved registered(String id, List<String> above, String category, int version, int day) {
        return new FindingMoved(
                id,
                COUNTY,
                above,
                "COMPLAINT",
                category,
                "IMMEDIATE",
                false,
                null,
                null,
                step("register", null, "REGISTERED", version, AT.plus(Duration.ofDays(day))));
    }

    /** A step that sets another due date. */
    private static FindingMoved due(int version) {
        FindingMoved step = registered("late", above(COUNTY), "X", version, version);
        return new FindingMoved(
                step.id(),
                step.agency(),
                step.above(),
                step.source(),
                step.category(),
                step.rectify(),
                step.keyFinding(),
                LocalDate.of(2024, 3, version),
                step.registeredBy(),
                step.step());
    }

    @Test
    void the_store_has_what_a_history_comes_to_whoever_writes_it_how_often() throws Exception {
        for (int seed = 0; seed < 4; seed++) {
            nothing();
            Random random = new Random(seed);
            List<SupervisionEvent> events = SupervisionHistory.random(random);
            List<Future<?>> writers = new ArrayList<>();
            try (ExecutorService instances = Executors.newFixedThreadPool(2)) {
                for (int writer = 0; writer < 2; writer++) {
                    List<SupervisionEvent> told = new ArrayList<>(events);
                    Collections.shuffle(told, random);
                    writers.add(instances.submit(() -> {
                        for (int from = 0; from < told.size(); from += 50) {
                            new SupervisionWriter(store).write(told.subList(from, Math.min(told.size(), from + 50)));
                        }
                    }));
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            for (int i = 0; i < 5; i++) {
                Instant asOf = AT.plus(Duration.ofHours(random.nextInt(24 * 80)));
                Recount expected = new Recount(events, LocalDate.of(2024, 2, 20), LocalDate.of(2024, 3, 9), asOf);
                List<Course> courses = new ArrayList<>();
                store.each(PROVINCE, Set.of(), courses::add);
                SupervisionWriterTest.figuresAre(expected, courses, List.of(PROVINCE, "210900-gov", COUNTY));
                assertThat(store.inspected(COUNTIES, asOf).values().stream()
                                .filter(told -> told.stream()
                                        .map(Course::day)
                                        .anyMatch(new Period(expected.from(), expected.to())::has))
                                .count())
                        .isEqualTo(expected.inspected(COUNTIES));
                Recount ever = new Recount(events, null, null, asOf);
                Supervised.Figures figures = supervised.of(COUNTY, Set.of(), EVER, asOf);
                assertThat(figures.findings()).isEqualTo(ever.findings(COUNTY));
                assertThat(figures.orders()).isEqualTo(ever.orders(COUNTY));
                assertThat(figures.letters().byKind()).isEqualTo(ever.letters(COUNTY));
                assertThat(figures.tasks()).isEqualTo(ever.tasks(COUNTY));
                assertThat(figures.caseReviews()).isEqualTo(ever.caseReviews(COUNTY));
            }
        }
    }

    @Test
    void a_finding_counts_for_those_who_stood_above_its_agency_when_it_was_registered() {
        SupervisionWriter writer = new SupervisionWriter(store);
        writer.write(List.of(registered("before", List.of("211000-gov", PROVINCE), "X", 1, 0)));
        writer.write(List.of(registered("after", above(COUNTY), "X", 1, 1)));
        // a lead in another city brings more agencies above it
        writer.write(List.of(registered("after", List.of("210900-gov", PROVINCE, "211000-gov"), "X", 2, 2)));
        Instant asOf = AT.plus(Duration.ofDays(9));
        assertThat(supervised.of(COUNTY, Set.of(), EVER, asOf).findings().registered())
                .isEqualTo(2);
        assertThat(supervised.of("211000-gov", Set.of(), EVER, asOf).findings().registered())
                .isEqualTo(1);
        assertThat(supervised.of("210900-gov", Set.of(), EVER, asOf).findings().registered())
                .isEqualTo(1);
        assertThat(supervised
                        .of(COUNTY, Set.of("210900-gov"), EVER, asOf)
                        .findings()
                        .registered())
                .as("the new superior is not told of what was before")
                .isEqualTo(1);
        assertThat(supervised
                        .of(COUNTY, Set.of("210900-gov", "211000-gov"), EVER, asOf)
                        .findings()
                        .registered())
                .as("who came in the place of the other one is")
                .isEqualTo(2);
    }

    @Test
    void a_line_that_somebody_writes_too_late_changes_nothing() {
        SupervisionWriter writer = new SupervisionWriter(store);
        writer.write(List.of(due(1), due(2)));
        Map<String, Kept> early = store.things(List.of("late"));
        for (int version = 3; version <= 12; version++) {
            writer.write(List.of(due(version)));
        }
        // who wrote the first revision goes on only now
        store.writeLines(early);
        List<Course> courses = new ArrayList<>();
        store.each(COUNTY, Set.of(), courses::add);
        assertThat(courses)
                .singleElement()
                .satisfies(one -> assertThat(one.stages()).hasSize(12));
    }

    @Test
    void an_id_and_a_category_may_have_any_letters() {
        new SupervisionWriter(store).write(List.of(registered("a.$b%", above(COUNTY), "甲\t乙;丙 丁", 1, 0)));
        FindingCounts counts = supervised
                .of(COUNTY, Set.of(), EVER, AT.plus(Duration.ofDays(1)))
                .findings();
        assertThat(counts.byCategory()).containsOnlyKeys("甲\t乙;丙 丁");
    }

    @Test
    void a_page_has_its_bound_and_a_line_stays_where_it_is() {
        SupervisionWriter writer = new SupervisionWriter(store);
        List<SupervisionEvent> registered = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            registered.add(registered("many" + i, above(COUNTY), "X", 1, i % 60));
        }
        for (int from = 0; from < registered.size(); from += 70) {
            writer.write(registered.subList(from, from + 70));
        }
        for (int i = 0; i < 350; i += 7) {
            writer.write(List.of(registered("many" + i, above(COUNTY), "X", 2, 70)));
        }
        writer.write(registered);
        List<Integer> lines = new ArrayList<>();
        database.getCollection("supervised-pages")
                .find()
                .forEach(page -> lines.add(page.get("lines", Document.class).size()));
        assertThat(lines).containsExactlyInAnyOrder(100, 100, 100, 50);
        assertThat(supervised
                        .of(COUNTY, Set.of(), EVER, AT.plus(Duration.ofDays(80)))
                        .findings()
                        .registered())
                .isEqualTo(350);
    }

    @Test
    void of_many_categories_those_with_the_most_findings_are_told() {
        List<SupervisionEvent> registered = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            registered.add(registered("c" + i, above(COUNTY), "类 " + i % 600, 1, 0));
        }
        new SupervisionWriter(store).write(registered);
        FindingCounts counts = supervised
                .of(COUNTY, Set.of(), EVER, AT.plus(Duration.ofDays(1)))
                .findings();
        assertThat(counts.categories()).isEqualTo(600);
        assertThat(counts.byCategory()).hasSize(500).containsEntry("类 99", 2L).containsEntry("类 0", 2L);
        assertThat(counts.registered()).isEqualTo(700);
    }

    private void placed(String agency, String territory, long version, int second) {
        database.getCollection("agency-versions")
                .insertOne(new Document("_id", agency + "/" + version)
                        .append("agency", agency)
                        .append("version", version)
                        .append("territory", territory)
                        .append("at", Date.from(Instant.ofEpochSecond(second))));
    }

    @Test
    void whoever_did_not_stand_above_an_agency_then_is_not_told_whether_it_was_inspected() {
        placed("s-old", null, 1, 1);
        placed("s-new", null, 1, 1);
        placed("s-unit", "s-old", 1, 2);
        placed("s-unit", "s-new", 2, 9);
        positions.happened(AgencyHistory.READER, List.of(Instant.ofEpochSecond(9)));
        store.writeInspected(List.of(new Inspected("i", "s-unit", Instant.ofEpochSecond(3))));
        assertThat(supervised
                        .of("s-unit", Set.of("s-old"), EVER, Instant.ofEpochSecond(5))
                        .inspections())
                .isEqualTo(new InspectionCounts(1, 1, Share.of(1, 1)));
        assertThat(supervised
                        .of("s-unit", Set.of("s-new"), EVER, Instant.ofEpochSecond(5))
                        .inspections())
                .isEqualTo(new InspectionCounts(0, 0, Share.of(0, 0)));
    }
}
