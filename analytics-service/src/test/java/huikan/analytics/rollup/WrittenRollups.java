package huikan.analytics.rollup;

import com.mongodb.client.MongoDatabase;
import huikan.events.SubmissionEvent;
import java.util.List;

/** Puts rollups where the tests of other packages need them. */
public final class WrittenRollups {

    private WrittenRollups() {}

    public static void write(MongoDatabase database, List<? extends SubmissionEvent> events) {
        new RollupWriter(new StoredRollups(database, new RollupSettings(1))).write(0, History.placed(0, events));
    }
}
