package huikan.submission.calendar;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import huikan.calendar.DayRun;
import huikan.calendar.Notices;
import huikan.calendar.WorkingDays;
import huikan.events.CalendarEvent.CalendarPut;
import huikan.service.store.Duplicates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A copy of the calendar: the notices that come with the suite, and in their place what was put in for a year. */
@Repository
public class Calendars {

    /** What another instance was told is seen after this at the latest. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Integer, List<DayRun>> NOTICES = Notices.read();

    private final MongoCollection<Document> years;
    private volatile Known known;

    private record Known(WorkingDays days, long until) {}

    Calendars(MongoDatabase database) {
        this.years = database.getCollection("calendars");
        this.known = new Known(new WorkingDays(List.of()), System.nanoTime());
    }

    /** The working days as they are known now. */
    public WorkingDays workingDays() {
        Known seen = known;
        if (System.nanoTime() - seen.until >= 0) {
            seen = read();
            known = seen;
        }
        return seen.days;
    }

    private Known read() {
        Map<Integer, List<DayRun>> all = new HashMap<>(NOTICES);
        for (Document year : years.find()) {
            all.put(
                    year.getInteger("_id"),
                    year.getList("days", Document.class).stream()
                            .map(day -> JSON.convertValue(day, DayRun.class))
                            .toList());
        }
        return new Known(
                new WorkingDays(all.values().stream().flatMap(List::stream).toList()),
                System.nanoTime() + KNOWN_FOR.toNanos());
    }

    /** Takes a year in, unless a later one is there. */
    void put(CalendarPut year) {
        Document days = new Document("version", year.version())
                .append(
                        "days",
                        year.days().stream()
                                .map(day -> JSON.convertValue(day, Document.class))
                                .toList());
        try {
            years.replaceOne(
                    and(eq(year.year()), lt("version", year.version())), days, new ReplaceOptions().upsert(true));
        } catch (MongoWriteException later) {
            Duplicates.orThrow(later);
        }
        known = read();
    }
}
