package huikan.review.register;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.finding.FindingStatus;
import huikan.review.register.UnitRegisterController.UnitRegister;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitRegisterTest {

    private static UnitRegister of(Map<FindingStatus, Long> counts) {
        return UnitRegister.of("210902-gov", LocalDate.of(2024, 3, 1), new RegisterCounts.Counts(counts, 0));
    }

    @Test
    void what_was_merged_or_waived_is_counted_and_in_no_rate() {
        UnitRegister register = of(Map.of(
                FindingStatus.MERGED, 7L,
                FindingStatus.WAIVED, 1L,
                FindingStatus.RECTIFYING, 1L,
                FindingStatus.CLOSED, 1L,
                FindingStatus.REINSPECTING, 1L));
        assertThat(register.total()).isEqualTo(11);
        assertThat(register.open()).isEqualTo(1);
        assertThat(register.closed()).isEqualTo(2);
        assertThat(register.closingRate()).isEqualTo("66.67");
    }

    @Test
    void where_nothing_is_to_be_rectified_there_is_no_rate() {
        assertThat(of(Map.of()).closingRate()).isEqualTo("N/A");
        assertThat(of(Map.of(FindingStatus.WAIVED, 2L)).closingRate()).isEqualTo("N/A");
        assertThat(of(Map.of(FindingStatus.CONFIRMED, 2L)).closingRate()).isEqualTo("100.00");
    }
}
