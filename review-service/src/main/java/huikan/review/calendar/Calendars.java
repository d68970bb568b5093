package huikan.review.calendar;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.store.Duplicates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The calendar: what came with the suite, and in its place what an administrator put in for a year. */
@Repository
public class Calendars {

    /** What another instance put in is seen after this at the latest; a deadline is looked at again when it comes. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Integer, List<DayRun>> NOTICES = Notices.read();

    private final MongoCollection<Document> years;
    private volatile Known known;

    private record Known(WorkingDays days, long version, long until) {}

    Calendars(MongoDatabase database) {
        this.years = database.getCollection("calendars");
        this.known = new Known(new WorkingDays(List.of()), 0, System.nanoTime());
    }

    /** The working days as they are known now. */
    public WorkingDays workingDays() {
        return known().days;
    }

    /** Grows with every year that is put in: what was worked out by another one may be due on another day. */
    public long version() {
        return known().version;
    }

    private Known known() {
        Known seen = known;
        if (System.nanoTime() - seen.until >= 0) {
            seen = read();
            known = seen;
        }
        return seen;
    }

    private Known read() {
        Map<Integer, List<DayRun>> all = new HashMap<>(NOTICES);
        long version = 0;
        for (Document document : years.find()) {
            CalendarYear stored = year(document);
            version += stored.version();
            all.put(stored.year(), stored.runs());
        }
        return new Known(
                new WorkingDays(all.values().stream().flatMap(List::stream).toList()),
                version,
                System.nanoTime() + KNOWN_FOR.toNanos());
    }

    CalendarYear year(int year) {
        Document stored = years.find(eq(year)).first();
        if (stored != null) {
            return year(stored);
        }
        List<DayRun> notice = NOTICES.get(year);
        return notice == null
                ? new CalendarYear(year, CalendarYear.Source.WEEKENDS, List.of(), 0)
                : new CalendarYear(year, CalendarYear.Source.NOTICE, notice, 0);
    }

    /** Puts a year in the place of what was seen; false when it is no longer that. */
    boolean put(CalendarYear seen, List<DayRun> runs) {
        Document after = document(new CalendarYear(seen.year(), CalendarYear.Source.STORED, runs, seen.version() + 1));
        boolean stored = seen.version() == 0
                ? insert(after)
                : years.replaceOne(and(eq(seen.year()), eq("version", seen.version())), after)
                                .getModifiedCount()
                        == 1;
        known = read();
        return stored;
    }

    private boolean insert(Document fresh) {
        try {
            years.insertOne(fresh);
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    private static Document document(CalendarYear year) {
        return new Document("_id", year.year())
                .append("version", year.version())
                .append(
                        "runs",
                        year.runs().stream()
                                .map(run -> JSON.convertValue(run, Document.class))
                                .toList());
    }

    private static CalendarYear year(Document document) {
        return new CalendarYear(
                document.getInteger("_id"),
                CalendarYear.Source.STORED,
                document.getList("runs", Document.class).stream()
                        .map(run -> JSON.convertValue(run, DayRun.class))
                        .toList(),
                document.getLong("version"));
    }
}
