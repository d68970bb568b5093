package huikan.review.walk;

import static huikan.review.walk.ReviewStatus.APPROVED;
import static huikan.review.walk.ReviewStatus.RETURNED;
import static huikan.review.walk.ReviewStatus.WAITING;
import static huikan.review.walk.ReviewStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewStatusTest {

    private static final Set<String> MOVES = Set.of(
            WAITING + ">" + WAITING,
            WAITING + ">" + RETURNED,
            WAITING + ">" + APPROVED,
            WAITING + ">" + WITHDRAWN,
            RETURNED + ">" + WITHDRAWN,
            APPROVED + ">" + WITHDRAWN,
            APPROVED + ">" + WAITING);

    @Test
    void the_table_allows_these_moves_and_refuses_all_others() {
        for (ReviewStatus from : ReviewStatus.values()) {
            for (ReviewStatus to : ReviewStatus.values()) {
                assertThat(from.mayBecome(to)).as(from + ">" + to).isEqualTo(MOVES.contains(from + ">" + to));
            }
        }
    }
}
