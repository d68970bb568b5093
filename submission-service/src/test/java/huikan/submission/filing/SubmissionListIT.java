package huikan.submission.filing;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is asked for that is not there, or is no question. */
class SubmissionListIT extends OverHttp {

    private static final String READER = "210000-gov.viewer";

    @Autowired
    Intake intake;

    @ParameterizedTest
    @ValueSource(strings = {"x", "000001700000000-", "210902-gov", "000001700000000-a%00", "1700000000-a", "zzz"})
    void a_cursor_that_is_none_is_refused(String cursor) {
        get(READER, "/api/submissions?cursor=" + cursor).problem(422, "invalid");
    }

    @Test
    void a_list_ends_after_a_cursor_beyond_its_last() {
        assertThat(get(READER, "/api/submissions?cursor=999999999999999-z")
                        .is(200)
                        .items())
                .isEmpty();
    }

    @Test
    void what_is_only_received_is_seen_by_nobody() {
        intake.take(List.of(Received.of("annual-2019", "210902-gov", "2020-02-01T00:00:00Z", 5)));
        assertThat(get(READER, "/api/submissions?cycle=annual-2019").is(200).items())
                .isNotEmpty();
        assertThat(get(READER, "/api/submissions?state=RECEIVED").is(200).items())
                .isEmpty();
        get(READER, "/api/submissions?state=RECIEVED").problem(422, "invalid");
    }
}
