package huikan.analytics.rollup;

import static huikan.analytics.rollup.History.AGENCIES;
import static huikan.analytics.rollup.History.CYCLE;
import static huikan.analytics.rollup.History.PROVINCE;
import static huikan.analytics.rollup.History.filed;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import huikan.events.EventFamily;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Topics;
import huikan.service.consuming.Positions;
import huikan.testing.OnInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;

@SpringBootTest(properties = "huikan.rollup.generation=2")
class GenerationsIT extends OnInfrastructure {

    private static final RollupSettings FIRST = new RollupSettings(1);
    private static final RollupSettings SECOND = new RollupSettings(2);

    @Autowired
    Rollups rollups;

    @Autowired
    Generations ofTheService;

    @Autowired
    Positions positions;

    @Autowired
    MongoDatabase database;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private long total() {
        return History.total(rollups.of(CYCLE, PROVINCE), Basis.REPORTED);
    }

    @Test
    void a_rebuild_is_shown_when_it_has_all_that_was_there_and_nobody_sees_half_of_it() throws Exception {
        // it has thrown away what was before its own, and will not once more
        ofTheService.lookAround();
        database.getCollection("generations").updateOne(Filters.eq("rollups"), Updates.set("shown", FIRST.own()));
        Generations generations = new Generations(database, positions, SECOND, new SimpleMeterRegistry());
        StoredRollups shown = new StoredRollups(database, FIRST);
        new RollupWriter(shown).write(0, History.placed(0, List.of(filed(AGENCIES.getFirst(), 1, 999, false))));

        SubmissionAccepted event = filed(AGENCIES.getFirst(), 1, 5, false);
        kafka.send(new ProducerRecord<>(
                        Topics.SUBMISSIONS,
                        null,
                        event.key(),
                        EventFamily.json(event),
                        new RecordHeaders().add("ce_type", event.type().getBytes(StandardCharsets.UTF_8))))
                .join();
        long end = System.nanoTime() + 30_000_000_000L;
        while (generations.shown() == FIRST.own()) {
            assertThat(total()).isIn(999L, 5L);
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            generations.lookAround();
        }
        assertThat(total()).isEqualTo(5);
        generations.lookAround();
        assertThat(StoredRollups.counts(database, FIRST.own()).countDocuments()).isZero();
        // the list of queries looks at the indexes in the end
        new StoredRollups(database, FIRST);

        // whoever starts with an older generation later does not take its place
        new Generations(database, positions, FIRST, new SimpleMeterRegistry()).lookAround();
        assertThat(generations.shown()).isEqualTo(SECOND.own());
    }
}
