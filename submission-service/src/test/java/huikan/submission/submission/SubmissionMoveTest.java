package huikan.submission.submission;

import static huikan.submission.submission.SubmissionStatus.ACCEPTED;
import static huikan.submission.submission.SubmissionStatus.APPROVED;
import static huikan.submission.submission.SubmissionStatus.RECEIVED;
import static huikan.submission.submission.SubmissionStatus.REJECTED;
import static huikan.submission.submission.SubmissionStatus.REPLACED;
import static huikan.submission.submission.SubmissionStatus.RETURNED;
import static huikan.submission.submission.SubmissionStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SubmissionMoveTest {

    private static final Set<String> MOVES = Set.of(
            RECEIVED + " accept " + ACCEPTED,
            RECEIVED + " reject " + REJECTED,
            ACCEPTED + " take-up " + ACCEPTED,
            ACCEPTED + " return " + RETURNED,
            ACCEPTED + " approve " + APPROVED,
            ACCEPTED + " void " + ACCEPTED,
            APPROVED + " void " + ACCEPTED,
            ACCEPTED + " withdraw " + WITHDRAWN,
            ACCEPTED + " replace " + REPLACED,
            RETURNED + " replace " + REPLACED,
            APPROVED + " replace " + REPLACED,
            REPLACED + " lapse " + REPLACED);

    @Test
    void the_table_allows_these_moves_and_refuses_all_others() {
        Set<String> allowed = new TreeSet<>();
        for (SubmissionMove move : SubmissionMove.values()) {
            for (SubmissionStatus from : SubmissionStatus.values()) {
                if (move.mayBeMadeIn(from)) {
                    allowed.add(from + " " + move.text() + " " + move.to());
                }
            }
        }
        assertThat(allowed).isEqualTo(new TreeSet<>(MOVES));
    }
}
