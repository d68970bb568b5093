package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static huikan.testing.Measured.times;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import huikan.review.finding.Finding;
import huikan.review.finding.FindingStatus;
import huikan.review.testing.OverHttp;
import huikan.testing.Measured;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * A million open findings: a page of the inbox, of the list and of the register, and the timers. The findings are copies of one
 * that was opened through the API, with ids, places and timers of their own, in the order of time; 10 000 timers are due.
 */
@TestPropertySource(properties = {"huikan.supervision.sweep=24h", "huikan.test.record-queries=false"})
class MillionFindingsBench extends OverHttp {

    private static final int ALL = Integer.getInteger("huikan.bench.findings", 1_000_000);
    private static final int DUE = ALL / 100;
    private static final int AT_ONCE = 10_000;
    private static final int WARM_UP = 300;
    private static final int ASKED = 400;
    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";

    @Autowired
    MongoDatabase database;

    @Autowired
    Cases<Finding, FindingStatus> cases;

    @Autowired
    DueDates dates;

    private final Random random = new Random(42);

    @Test
    void a_million_open_findings() throws Exception {
        itIs("2024-03-01");
        Measured figures = new Measured(ALL + " open findings", "p50", "p99", "most");
        long empty = heap();
        long begun = System.nanoTime();
        List<String> places = filled();
        Duration filling = Duration.ofNanos(System.nanoTime() - begun);
        for (String path :
                List.of("/api/findings?limit=50", "/api/inbox?limit=50", "/api/findings/register?limit=50")) {
            pages(CITY, path, places, WARM_UP);
            pages(UNIT, path, places, WARM_UP);
        }
        figures.row("a page of the inbox, 50 of them", pages(CITY, "/api/inbox?limit=50", places, ASKED));
        figures.row("a page of the unit's inbox", pages(UNIT, "/api/inbox?limit=50", places, ASKED));
        figures.row(
                "its first page",
                times(ASKED, () -> get(UNIT, "/api/inbox?limit=50").is(200)));
        figures.row(
                "a page of the list by due date, 50 of them",
                pages(CITY, "/api/findings?order=DUE&limit=50", places, ASKED));
        figures.row(
                "a page of the register by due date, 50 of them",
                pages(CITY, "/api/findings/register?under=210902-gov&order=DUE&limit=50", places, ASKED));
        Deadlines findings = new Deadlines(new CaseDeadlines<>(cases, dates, List.of()), new SimpleMeterRegistry());
        Instant now = at("2024-03-01", LocalTime.NOON);
        long sweeping = System.nanoTime();
        int swept = 0;
        for (int count = findings.goOff(now, 200); count > 0; count = findings.goOff(now, 200)) {
            swept += count;
        }
        Duration sweep = Duration.ofNanos(System.nanoTime() - sweeping);
        figures.row("a sweep that finds nothing due", times(ASKED, () -> findings.goOff(now, 200)));
        figures.row(
                swept + " deadlines that are due",
                sweep.toMillis() / 1000.0 + " s",
                swept * 1000L / Math.max(1, sweep.toMillis()) + " a second",
                "");
        figures.row("filling the store", filling.toSeconds() + " s", "", "");
        figures.row(
                "heap of service, store and broker, MB: before, after",
                Long.toString(empty >> 20),
                Long.toString(heap() >> 20),
                "");
        figures.write("million-findings");
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Places to begin a page at, from all over the list. */
    private List<String> filled() {
        String path =
                "/api/findings/" + post(CITY, "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'INSPECTION', 'ref': '督导'}, 'title': '行政检查未登记',
                         'description': '抽查二十户，三户没有登记', 'category': 'INSPECTION_RECORD', 'rectify': 'BY_DEADLINE'}""").is(201).id();
        move(CITY, path, "assign", "{'dueOn': '2024-06-28'}").is(200);
        MongoCollection<Document> collection = database.getCollection("findings");
        Document one =
                collection.find(eq(path.substring("/api/findings/".length()))).first();
        one.remove("outbox");
        List<String> places = new ArrayList<>();
        List<Document> batch = new ArrayList<>();
        long opened = at("2023-01-01", LocalTime.NOON).toEpochMilli();
        for (int i = 0; i < ALL; i++) {
            Document copy = new Document(one);
            String id = new UUID(i, random.nextLong()).toString();
            String place = String.format("%015d", opened + i * 30_000L) + "-" + id;
            String due = at("2024-03-02", LocalTime.NOON)
                    .plus(Duration.ofDays(i * 700L / ALL))
                    .toString()
                    .substring(0, 10);
            copy.append("_id", id)
                    .append("opened", place)
                    .append("due", due + "-" + place)
                    .append("dueOn", due);
            copy.append(
                    "ladder",
                    new Document("dueOn", due).append("armedOn", "2024-03-01").append("climbed", 0));
            Instant alarm = i < DUE
                    ? at("2024-03-01", LocalTime.of(9, 0)).minusSeconds(i)
                    : at("2024-04-01", LocalTime.of(9, 0)).plusSeconds(i * 50L);
            copy.append("alarm", Date.from(alarm));
            if (i < DUE) {
                copy.append(
                        "awaited",
                        new Document("what", "CLAIM")
                                .append("dueOn", "2024-02-28")
                                .append("urged", false));
            }
            batch.add(copy);
            if (i % (ALL / 200) == 0) {
                places.add(due + "-" + place);
            }
            if (batch.size() == AT_ONCE) {
                System.out.println(i + 1 + " findings");
                collection.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            collection.insertMany(batch);
        }
        return places;
    }

    private String[] pages(String login, String path, List<String> places, int count) throws Exception {
        return times(count, () -> {
            String cursor = places.get(random.nextInt(places.size()));
            get(login, path + "&cursor=" + cursor).is(200);
        });
    }
}
