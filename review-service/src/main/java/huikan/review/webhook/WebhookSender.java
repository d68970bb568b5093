package huikan.review.webhook;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import huikan.review.webhook.Delivery.Attempt;
import huikan.review.webhook.Delivery.Outcome;
import huikan.service.lease.Lease;
import huikan.service.start.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due, some at once. The lease keeps instances from sending the same. */
@Component
class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int AT_ONCE = 32;
    private static final int LONGEST_ERROR = 200;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final WebhookSettings settings;
    private final Lease lease;
    private final Clock clock;
    private final HttpClient http;

    WebhookSender(
            Deliveries deliveries,
            Webhooks webhooks,
            WebhookSettings settings,
            MongoDatabase database,
            Instance instance,
            Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.settings = settings;
        // longer than a round of tries takes at most
        this.lease = new Lease(
                database.getCollection("leases"),
                "webhooks",
                instance.id(),
                settings.timeout().multipliedBy(3),
                clock);
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Scheduled(fixedDelayString = "${huikan.webhooks.sweep:1s}")
    void sweep() {
        try {
            while (lease.hold() && send(deliveries.due(clock.instant(), AT_ONCE)) == AT_ONCE) {
                LOG.debug("there may be more");
            }
        } catch (MongoException unreachable) {
            LOG.warn("webhooks have to wait: {}", unreachable.toString());
        }
    }

    @Scheduled(fixedDelayString = "1h")
    void forget() {
        try {
            deliveries.forget(clock.instant().minus(settings.keep()));
        } catch (MongoException unreachable) {
            LOG.warn("old deliveries are forgotten later: {}", unreachable.toString());
        }
    }

    private int send(List<Delivery> due) {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(delivery -> senders.execute(() -> send(delivery)));
        }
        return due.size();
    }

    private void send(Delivery delivery) {
        Optional<Webhook> webhook = webhooks.find(delivery.webhook()).filter(Webhook::active);
        Attempt attempt = webhook.isPresent()
                ? tried(webhook.get(), delivery)
                : new Attempt(clock.instant(), null, "the webhook was removed");
        boolean over = webhook.isEmpty() || attempt.isGone();
        if (attempt.isGone()) {
            webhooks.silence(delivery.webhook());
        }
        Instant next = over || attempt.isTaken() ? null : next(delivery, attempt.at());
        deliveries.tried(delivery, attempt, outcome(attempt, next), next);
    }

    private static Outcome outcome(Attempt attempt, @Nullable Instant next) {
        if (attempt.isTaken()) {
            return Outcome.DELIVERED;
        }
        return next == null ? Outcome.GIVEN_UP : Outcome.PENDING;
    }

    /** When it is tried again; null when it was tried as often as is tried. */
    private @Nullable Instant next(Delivery delivery, Instant tried) {
        int before = delivery.attempts().size();
        return before < settings.pauses().size() ? tried.plus(settings.pauses().get(before)) : null;
    }

    private Attempt tried(Webhook webhook, Delivery delivery) {
        Instant now = clock.instant();
        long timestamp = now.getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "huikan")
                .header("webhook-id", delivery.id())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", Signature.of(webhook.secret(), delivery.id(), timestamp, delivery.body()))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .build();
        try {
            return new Attempt(
                    now,
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode(),
                    null);
        } catch (IOException unreachable) {
            String why = unreachable.toString();
            return new Attempt(now, null, why.substring(0, Math.min(why.length(), LONGEST_ERROR)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Attempt(now, null, "the service was stopped");
        }
    }

    /** Switches its timer on. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableConfigurationProperties(WebhookSettings.class)
    static class Wiring {}
}
