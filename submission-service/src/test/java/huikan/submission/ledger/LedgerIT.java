package huikan.submission.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.ledger.Ledger.Balance;
import huikan.testing.OnInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "huikan.demo=true")
class LedgerIT extends OnInfrastructure {

    @Autowired
    Ledger ledger;

    @Autowired
    MeterRegistry meters;

    @Test
    void a_cycle_of_which_nothing_came_is_all_missing_and_balanced() {
        Balance all = ledger.of("annual-2019", null);
        assertThat(all.expected()).isPositive().isEqualTo(all.missing());
        assertThat(all.balanced()).isTrue();
        Balance city = ledger.of("annual-2019", "210900-gov");
        assertThat(city.expected()).isBetween(2L, all.expected() - 1);
        assertThat(city.balanced()).isTrue();
    }

    @Test
    void what_would_tell_of_a_lost_filing_is_zero_and_not_unknown() {
        assertThat(meters.get("huikan.ledger.difference").gauge().value()).isZero();
        assertThat(meters.get("huikan.filings.unsettled").gauge().value()).isZero();
    }
}
