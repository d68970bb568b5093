package huikan.analytics.stream;

import huikan.analytics.metrics.Question;
import huikan.analytics.stream.Subscription.Change;
import huikan.analytics.stream.Subscription.Delivery;
import huikan.service.problem.Problem;
import huikan.service.security.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * {@code /api/metrics/stream}: server-sent events. {@code rollup} names a rollup that is another now, {@code all} says that any may
 * be; the last event of what is known has an id from which a reader goes on later.
 */
@RestController
final class StreamController {

    private static final int MOST_READERS = 500;
    /** So that nobody takes the seats of all others. */
    private static final int MOST_OF_A_LOGIN = 20;

    private static final int MOST_WAITING = 2_000;
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** Then the reader comes again, with a token that still holds: before the gateway loses its patience with an answer (40 s). */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    /** What can be wrong. */
    enum StreamProblem implements Problem {
        CROWDED("too-many-readers", 503, "Too many read the stream already");

        private final Kind kind;

        StreamProblem(String code, int status, String title) {
            this.kind = new Kind(code, status, title);
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    private final ChangeFeed feed;
    private final Question question;

    StreamController(ChangeFeed feed, Question question) {
        this.feed = feed;
        this.question = question;
    }

    /**
     * @param lastEventId where a reader was before
     */
    @GetMapping(path = "/api/metrics/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Subscription subscription = new Subscription(caller.login(), question.under(caller, under), MOST_WAITING);
        StreamPosition from = StreamPosition.of(lastEventId);
        if (feed.readers() >= MOST_READERS || feed.readers(caller.login()) >= MOST_OF_A_LOGIN) {
            throw StreamProblem.CROWDED
                    .because("Ask again later, or ask for the figures themselves.")
                    .retryAfter(SILENCE);
        }
        feed.add(subscription, from);
        SseEmitter emitter = new SseEmitter(LONGEST.plus(SILENCE).toMillis());
        Thread.ofVirtual().name("metrics-stream").start(() -> serve(subscription, emitter));
        return emitter;
    }

    private void serve(Subscription subscription, SseEmitter emitter) {
        try {
            subscription.serve(new EmittedEvents(emitter), SILENCE, LONGEST);
            emitter.complete();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } finally {
            feed.remove(subscription);
        }
    }

    private record EmittedEvents(SseEmitter emitter) implements Subscription.Reader {

        @Override
        public void deliver(Delivery delivery) throws IOException {
            for (Change change : delivery.changes()) {
                emitter.send(SseEmitter.event().name("rollup").data(change, MediaType.APPLICATION_JSON));
            }
            if (delivery.all()) {
                emitter.send(SseEmitter.event().name("all").data(Map.of(), MediaType.APPLICATION_JSON));
            }
            // an id of its own, so that a reader who is cut off before it is told all of them again
            emitter.send(SseEmitter.event()
                    .id(delivery.position().id())
                    .name("position")
                    .data(Map.of(), MediaType.APPLICATION_JSON));
        }

        @Override
        public void keepAlive() throws IOException {
            emitter.send(SseEmitter.event().comment(""));
        }
    }
}
