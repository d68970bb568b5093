package huikan.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.rollup.RollupChanges.Changed;
import huikan.analytics.rollup.RollupWriter.Placed;
import huikan.testing.OnInfrastructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class RollupChangesIT extends OnInfrastructure {

    @Autowired
    RollupChanges changes;

    @Autowired
    StoredRollups store;

    @Autowired
    Rollups rollups;

    @Autowired
    RollupSettings settings;

    @Autowired
    MongoDatabase database;

    @Test
    void whoever_asks_from_where_he_was_is_told_of_every_rollup_that_changed() {
        for (int seed = 0; seed < 20; seed++) {
            StoredRollups.sums(database, settings.own()).deleteMany(new Document());
            StoredRollups.counts(database, settings.own()).deleteMany(new Document());
            assertThat(changes.positions(settings.own())).isEmpty();
            Random random = new Random(seed);
            List<Placed> events = History.placed(2, History.random(random));
            Map<String, Rollup> seen = new HashMap<>();
            long position = 0;
            for (int at = 0; at < events.size(); ) {
                int to = Math.min(events.size(), at + 1 + random.nextInt(5));
                new RollupWriter(store).write(2, events.subList(at, to));
                at = to;
                List<Changed> told = new ArrayList<>(changes.since(settings.own(), 2, position, 1_000));
                for (Changed one : told) {
                    position = Math.max(position, one.included());
                    seen.put(one.agency(), rollups.of(one.cycle(), one.agency()));
                    assertThat(one.path()).startsWith(one.agency()).contains(History.PROVINCE);
                }
                seen.forEach((agency, rollup) -> assertThat(rollup)
                        .as(agency + " is another, and nobody was told")
                        .isEqualTo(rollups.of(History.CYCLE, agency)));
            }
            assertThat(changes.positions(settings.own())).containsOnlyKeys(2);
        }
    }
}
