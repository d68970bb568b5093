package huikan.review.webhook;

import static java.util.Objects.requireNonNull;

import huikan.review.webhook.Delivery.Attempt;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One try of a delivery, signed as Standard Webhooks has it. The timeout is that of the whole exchange. */
@Component
final class WebhookClient {

    private static final int LONGEST_ERROR = 200;
    /** Bytes of an answer that are read, so that the connection can be used again; of a longer one the rest is not. */
    private static final int MOST_READ = 1 << 16;

    private final WebhookSettings settings;
    private final Clock clock;
    private final HttpClient http;

    WebhookClient(WebhookSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws InterruptedException when the service stops; whether it arrived is not known then */
    Attempt post(Webhook webhook, Delivery delivery) throws InterruptedException {
        Instant now = clock.instant();
        // the request's own timeout ends with the headers before Java 26
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request(webhook, delivery, now.getEpochSecond()), headers -> new Discarding());
        try {
            HttpResponse<Void> response = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Attempt(now, response.statusCode(), null);
        } catch (TimeoutException slow) {
            return new Attempt(
                    now, null, "no whole answer within " + settings.timeout().toSeconds() + " s");
        } catch (ExecutionException unreachable) {
            String why = String.valueOf(unreachable.getCause());
            return new Attempt(now, null, why.substring(0, Math.min(why.length(), LONGEST_ERROR)));
        } finally {
            // closes the connection of an exchange that is not over
            answer.cancel(true);
        }
    }

    private static HttpRequest request(Webhook webhook, Delivery delivery, long timestamp) {
        return HttpRequest.newBuilder(URI.create(webhook.url()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "huikan")
                .header("webhook-id", delivery.id())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", Signature.of(webhook.secret(), delivery.id(), timestamp, delivery.body()))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .build();
    }

    /** Reads an answer up to a bound, and keeps nothing of it. */
    private static final class Discarding implements BodySubscriber<Void> {

        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;
        private long read;

        @Override
        public CompletionStage<Void> getBody() {
            return over;
        }

        @Override
        public void onSubscribe(Flow.Subscription body) {
            subscription = body;
            body.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            read += bytes.stream().mapToInt(ByteBuffer::remaining).sum();
            if (read > MOST_READ) {
                requireNonNull(subscription).cancel();
                over.complete(null);
            }
        }

        @Override
        public void onError(Throwable broken) {
            over.completeExceptionally(broken);
        }

        @Override
        public void onComplete() {
            over.complete(null);
        }
    }
}
