package huikan.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class RollupsIT extends OnInfrastructure {

    @Autowired
    Rollups rollups;

    private void write(String agency, String parent, long filed, long version) {
        Rollup rollup = new Rollup("c", agency, parent, 9, filed, 0, new TreeMap<>(), Instant.EPOCH);
        rollups.write(Map.of(rollup.key(), Rollups.Versioned.of(Json.bytes(rollup), version)));
    }

    @Test
    void the_newest_version_stands_in_whatever_order_they_come() {
        write("city", "province", 2, 2);
        write("city", "province", 1, 1);
        write("city", "province", 2, 2);
        assertThat(rollups.of("c", "city").filed()).isEqualTo(2);
        write("city", "province", 3, 3);
        assertThat(rollups.of("c", "city").filed()).isEqualTo(3);
        assertThat(rollups.of("c", "nobody").filed()).isZero();
    }

    @Test
    void the_newest_version_stands_when_several_instances_write_at_once() throws Exception {
        int versions = 40;
        for (int round = 0; round < 10; round++) {
            String agency = "raced-" + round;
            List<Callable<Object>> writers = new ArrayList<>();
            for (int version = 1; version <= versions; version++) {
                int one = version;
                writers.add(Executors.callable(() -> write(agency, "province", one, one)));
            }
            Collections.shuffle(writers, new Random(round));
            try (ExecutorService instances = Executors.newFixedThreadPool(8)) {
                for (Future<Object> writer : instances.invokeAll(writers)) {
                    writer.get();
                }
            }
            assertThat(rollups.of("c", agency).filed()).isEqualTo(versions);
        }
    }

    @Test
    void those_directly_below_come_by_code() {
        write("b", "a", 1, 1);
        write("c", "a", 1, 1);
        write("d", "b", 1, 1);
        assertThat(rollups.below("c", "a")).extracting(Rollup::agency).containsExactly("b", "c");
    }
}
