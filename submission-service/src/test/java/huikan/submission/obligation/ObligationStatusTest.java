package huikan.submission.obligation;

import static huikan.submission.obligation.ObligationStatus.APPROVED;
import static huikan.submission.obligation.ObligationStatus.EXCUSED;
import static huikan.submission.obligation.ObligationStatus.FILED;
import static huikan.submission.obligation.ObligationStatus.MISSING;
import static huikan.submission.obligation.ObligationStatus.RETURNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ObligationStatusTest {

    private static final Set<String> MOVES = Set.of(
            MISSING + ">" + FILED,
            MISSING + ">" + EXCUSED,
            EXCUSED + ">" + MISSING,
            FILED + ">" + FILED,
            FILED + ">" + RETURNED,
            FILED + ">" + APPROVED,
            FILED + ">" + MISSING,
            RETURNED + ">" + FILED,
            APPROVED + ">" + FILED);

    @Test
    void the_table_allows_these_moves_and_refuses_all_others() {
        for (ObligationStatus from : ObligationStatus.values()) {
            for (ObligationStatus to : ObligationStatus.values()) {
                assertThat(ObligationStatus.before(to).contains(from))
                        .as(from + ">" + to)
                        .isEqualTo(MOVES.contains(from + ">" + to));
            }
        }
    }
}
