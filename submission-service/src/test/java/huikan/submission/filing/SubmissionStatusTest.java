package huikan.submission.filing;

import static huikan.submission.filing.SubmissionStatus.ACCEPTED;
import static huikan.submission.filing.SubmissionStatus.APPROVED;
import static huikan.submission.filing.SubmissionStatus.RECEIVED;
import static huikan.submission.filing.SubmissionStatus.REJECTED;
import static huikan.submission.filing.SubmissionStatus.REPLACED;
import static huikan.submission.filing.SubmissionStatus.RETURNED;
import static huikan.submission.filing.SubmissionStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SubmissionStatusTest {

    private static final Set<String> MOVES = Set.of(
            RECEIVED + ">" + ACCEPTED,
            RECEIVED + ">" + REJECTED,
            ACCEPTED + ">" + RETURNED,
            ACCEPTED + ">" + APPROVED,
            ACCEPTED + ">" + WITHDRAWN,
            ACCEPTED + ">" + REPLACED,
            RETURNED + ">" + REPLACED,
            APPROVED + ">" + REPLACED);

    @Test
    void the_table_allows_these_moves_and_refuses_all_others() {
        for (SubmissionStatus from : SubmissionStatus.values()) {
            for (SubmissionStatus to : SubmissionStatus.values()) {
                assertThat(from.mayBecome(to)).as(from + ">" + to).isEqualTo(MOVES.contains(from + ">" + to));
                assertThat(SubmissionStatus.before(to).contains(from)).isEqualTo(from.mayBecome(to));
            }
        }
    }
}
