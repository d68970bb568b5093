package huikan.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.Outcome;
import huikan.service.consuming.Positions;
import huikan.testing.OnInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class SelfCheckIT extends OnInfrastructure {

    private static final String CITY = "210900-gov";

    private static final RollupSettings SETTINGS = new RollupSettings(1);

    @Autowired
    Directory directory;

    @Autowired
    MongoDatabase known;

    @Autowired
    MongoClient client;

    @Autowired
    Positions positions;

    /** In which nobody else writes. */
    private MongoDatabase database;

    private StoredRollups store;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private SelfCheck check;

    @BeforeEach
    void written() {
        database = client.getDatabase("self-check");
        database.drop();
        store = new StoredRollups(database, SETTINGS);
        List<SubmissionEvent> events = List.of(
                History.owed("210902-gov"),
                History.filed("210902-gov", 1, 670, false),
                History.filed("211002-gov", 1, 5, true),
                History.decided("211002-gov", 1, Outcome.APPROVED, 3));
        new RollupWriter(store).write(0, History.placed(0, events));
        Generations generations = new Generations(database, positions, SETTINGS, new SimpleMeterRegistry());
        check = new SelfCheck(database, generations, new Rollups(database, generations), directory, meters);
    }

    private double wrong() {
        return meters.get("huikan.rollup.wrong").gauge().value();
    }

    @Test
    void what_was_written_adds_up() {
        for (int seed = 0; seed < 30; seed++) {
            new RollupWriter(store).write(1 + seed, History.placed(1 + seed, History.random(new Random(seed))));
        }
        for (String agency : List.of(History.PROVINCE, CITY, "210902-gov", "nobody")) {
            SelfCheck.Finding found = check.check(History.CYCLE, agency);
            assertThat(found.sums().isNothing()).as(found.toString()).isTrue();
            assertThat(found.history()).isEmpty();
        }
    }

    /** Each with one more that is filed. */
    private void spoil(List<Document> sums) {
        StoredRollups.sums(database, SETTINGS.own()).deleteMany(new Document());
        for (Document one : sums) {
            Rollup rollup = StoredRollups.rollup(one);
            Rollup more = new Rollup(
                    rollup.cycle(), rollup.agency(), null, List.of(), 0, 1, 0, 0, new TreeMap<>(), History.AT);
            StoredRollups.sums(database, SETTINGS.own())
                    .insertOne(
                            new Document(one).append("filed", rollup.plus(more).filed()));
        }
    }

    private List<Document> sums() {
        return StoredRollups.sums(database, SETTINGS.own()).find().into(new ArrayList<>());
    }

    private void restore(List<Document> sums) {
        StoredRollups.sums(database, SETTINGS.own()).deleteMany(new Document());
        StoredRollups.sums(database, SETTINGS.own()).insertMany(sums);
    }

    @Test
    void a_sum_or_a_history_that_is_not_that_of_the_filings_is_found() {
        List<Document> before = sums();
        spoil(before);
        assertThat(check.check(History.CYCLE, CITY).sums().filed()).isEqualTo(1);
        restore(before);
        assertThat(check.check(History.CYCLE, CITY).sums().isNothing()).isTrue();
        StoredHistory.filings(database, SETTINGS.own()).deleteMany(new Document());
        assertThat(check.check(History.CYCLE, History.PROVINCE).history()).isNotEmpty();
    }

    @Test
    void what_stays_wrong_is_told_and_what_was_only_being_written_is_not() {
        known.getCollection("cycles").deleteMany(new Document());
        known.getCollection("cycles").insertOne(new Document("_id", History.CYCLE).append("form", "annual"));
        List<Document> before = sums();
        spoil(before);
        check.run();
        restore(before);
        check.run();
        assertThat(wrong()).isZero();

        spoil(before);
        for (int times = 0; times < 3; times++) {
            assertThat(wrong()).isZero();
            check.run();
        }
        assertThat(wrong()).isEqualTo(1);
        assertThat(meters.get("huikan.rollup.checked").counter().count()).isEqualTo(5);
        restore(before);
        check.run();
        assertThat(wrong()).isZero();
        known.getCollection("cycles").deleteMany(new Document());
    }
}
