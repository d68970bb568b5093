package huikan.analytics.rollup;

import com.mongodb.client.MongoDatabase;
import huikan.events.SubmissionEvent;
import java.util.List;
import org.bson.Document;

/** Puts rollups where the tests of other packages need them. */
public final class WrittenRollups {

    private static final RollupSettings SETTINGS = new RollupSettings(1);

    private WrittenRollups() {}

    public static void write(MongoDatabase database, List<? extends SubmissionEvent> events) {
        new RollupWriter(new StoredRollups(database, SETTINGS)).write(0, History.placed(0, events));
    }

    /** The sums are gone. */
    public static void drop(MongoDatabase database) {
        StoredRollups.sums(database, SETTINGS.own()).deleteMany(new Document());
    }
}
