package huikan.analytics.directory;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.testing.OnInfrastructure;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class DirectoryIT extends OnInfrastructure {

    @Autowired
    Directory directory;

    private void put(String code, String territory, String department, long version) {
        directory.put(new AgencyPut(code, code, AgencyLevel.COUNTY, territory, department, version));
    }

    @Test
    void an_agency_sees_what_hangs_below_it_along_either_line() {
        put("province", null, null, 1);
        put("city", "province", null, 2);
        put("city", null, null, 1);
        put("office", null, "province", 1);
        put("county", "city", "office", 1);
        assertThat(directory.sees("county", "county")).isTrue();
        assertThat(directory.sees("province", "county")).isTrue();
        assertThat(directory.sees("office", "county")).isTrue();
        assertThat(directory.sees("county", "city")).isFalse();
        assertThat(directory.knows("city")).isTrue();
        assertThat(directory.knows("nobody")).isFalse();
        assertThat(directory.cycle("none")).isEmpty();
    }
}
