package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is asked of filings over HTTP: lists, one by one, what differs between two. */
class SubmissionListIT extends OverHttp {

    private static final String READER = "210000-gov.viewer";

    @Autowired
    ApplicationContext service;

    @Autowired
    SettledSignal signal;

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
        Settling.settle(service, Received.of("annual-2019", "210902-gov", "2020-02-01T00:00:00Z", 5));
        assertThat(get(READER, "/api/submissions?cycle=annual-2019").is(200).items())
                .isNotEmpty();
        assertThat(get(READER, "/api/submissions?state=RECEIVED").is(200).items())
                .isEmpty();
        get(READER, "/api/submissions?state=RECIEVED").problem(422, "invalid");
    }

    /** Whoever waits asks the store now and then for what another instance settles, and is woken by this one. */
    @Test
    void who_waits_is_woken_when_it_is_settled() throws Exception {
        SubmissionReceived event = Received.of("annual-2018", "210921-gov", "2019-02-01T00:00:00Z", 5);
        try (ExecutorService waiting = Executors.newSingleThreadExecutor();
                SettledSignal.Wait wait = signal.forOne(event.id())) {
            Future<?> woken = waiting.submit(() -> {
                wait.await(Duration.ofMinutes(1));
                return null;
            });
            Settling.settle(service, event);
            woken.get(20, TimeUnit.SECONDS);
        }
        get("210921-gov", "/api/submissions/" + event.id() + "?wait=20").is(200);
        get("210921-gov", "/api/submissions/nobody?wait=1").problem(404, "submission-unknown");
    }

    @Test
    void a_reviewer_sees_what_a_correction_changes() {
        SubmissionReceived first = Received.of("annual-2018", "210902-gov", "2019-02-01T00:00:00Z", 4);
        Settling.settle(service, first);
        assertThat(changes(first)).isEmpty();
        SubmissionReceived second =
                Received.of("annual-2018", "210902-gov", null, "2019-02-02T00:00:00Z", 5, first.id());
        Settling.settle(service, second);
        assertThat(changes(second))
                .singleElement()
                .hasToString("{\"pointer\":\"/indicators/own/INS001\",\"kind\":\"CHANGED\",\"before\":4,\"after\":5}");
        get("210700-gov.reviewer", "/api/reviews/" + second.id() + "/changes").problem(404, "submission-unknown");
    }

    private JsonNode changes(SubmissionReceived filing) {
        return get("210900-gov.reviewer", "/api/reviews/" + filing.id() + "/changes")
                .is(200)
                .json()
                .path("changes");
    }
}
