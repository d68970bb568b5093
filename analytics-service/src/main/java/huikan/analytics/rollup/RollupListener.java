package huikan.analytics.rollup;

import huikan.analytics.rollup.Rollups.Versioned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Committed rollups into the store; of several of one key in a batch only the last is written. */
@Component
final class RollupListener {

    private final Rollups rollups;

    RollupListener(Rollups rollups) {
        this.rollups = rollups;
    }

    @KafkaListener(id = "analytics-service.rollups", topics = RollupTopology.ROLLUPS)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Versioned> latest = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            // all rollups of a key are in one partition, where offsets only grow
            latest.put(record.key(), new Versioned(Json.rollup(record.value()), record.offset()));
        }
        rollups.write(latest);
    }
}
