package huikan.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class RollupsIT extends OnInfrastructure {

    @Autowired
    Rollups rollups;

    private void write(String agency, String parent, long filed, long version) {
        Rollup rollup = new Rollup("c", agency, parent, 9, filed, 0, new TreeMap<>(), Instant.EPOCH);
        rollups.write(List.of(Rollups.Versioned.of(Json.bytes(rollup), version)));
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
    void those_directly_below_come_by_code() {
        write("b", "a", 1, 1);
        write("c", "a", 1, 1);
        write("d", "b", 1, 1);
        assertThat(rollups.below("c", "a")).extracting(Rollup::agency).containsExactly("b", "c");
    }
}
