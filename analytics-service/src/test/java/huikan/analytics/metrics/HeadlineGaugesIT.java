package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import huikan.analytics.odata.FiledProvinces;
import huikan.analytics.rollup.Rollups;
import huikan.testing.OnInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = {"huikan.store.database=gauges_it", "spring.kafka.listener.auto-startup=false"})
class HeadlineGaugesIT extends OnInfrastructure {

    @Autowired
    Directory directory;

    @Autowired
    Rollups rollups;

    @Autowired
    MongoDatabase database;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private double filings(String cycle, String agency, String state) {
        return meters.get("huikan.filings.under")
                .tags("cycle", cycle, "agency", agency, "state", state)
                .gauge()
                .value();
    }

    @Test
    void each_root_tells_its_filings_of_each_of_the_latest_cycles() {
        FiledProvinces.write(directory, database);
        HeadlineGauges gauges = new HeadlineGauges(directory, rollups, meters);
        gauges.refresh();
        // of the one filing of this cycle nobody has decided, and nobody owed it
        assertThat(filings("q4", FiledProvinces.WIDE, "filed")).isEqualTo(1);
        assertThat(filings("q4", FiledProvinces.WIDE, "REPORTED")).isEqualTo(1);
        assertThat(filings("q4", FiledProvinces.WIDE, "APPROVED")).isZero();
        assertThat(filings("q4", FiledProvinces.WIDE, "expected")).isZero();
        assertThat(filings("annual-2022", "210000-gov", "expected")).isEqualTo(7);
        assertThat(filings("annual-2022", "210000-gov", "late"))
                .isEqualTo(rollups.of("annual-2022", "210000-gov").late());
        assertThat(meters.find("huikan.filings.under")
                        .tag("agency", "210900-gov")
                        .gauges())
                .as("a city is no root")
                .isEmpty();

        database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> name.startsWith("sums-"))
                .forEach(sums -> database.getCollection(sums).deleteMany(new Document()));
        gauges.refresh();
        assertThat(meters.find("huikan.filings.under").gauges())
                .as("what is gone is told no more")
                .isEmpty();
    }
}
