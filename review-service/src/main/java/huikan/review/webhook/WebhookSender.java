package huikan.review.webhook;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import huikan.review.webhook.Delivery.Attempt;
import huikan.review.webhook.Delivery.Outcome;
import huikan.service.lease.Lease;
import huikan.service.start.Instance;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/**
 * Sends what is due: to each webhook one after the other, to some webhooks at the same time, so that a slow receiver delays
 * nothing but its own. The lease keeps instances from sending the same.
 */
@Component
class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    /** Webhooks that are served at the same time: a connection and some memory each. */
    private static final int AT_ONCE = 64;

    private static final int PAGE = 32;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final WebhookSettings settings;
    private final WebhookClient client;
    private final Lease lease;
    private final Clock clock;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> served = ConcurrentHashMap.newKeySet();

    WebhookSender(
            Deliveries deliveries,
            Webhooks webhooks,
            WebhookSettings settings,
            WebhookClient client,
            MongoDatabase database,
            Instance instance,
            Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.settings = settings;
        this.client = client;
        // renewed in the last half of its time, and so at least as long as a try takes at most
        this.lease = new Lease(
                database.getCollection("leases"),
                "webhooks",
                instance.id(),
                settings.timeout().multipliedBy(3),
                clock);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${huikan.webhooks.sweep:5s}")
    void sweep() {
        try {
            int begun = AT_ONCE;
            while (begun > 0 && served.size() < AT_ONCE && isMine()) {
                begun = serve(deliveries.due(clock.instant(), served, PAGE));
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

    /** What is under way then is sent again by whoever is there next. */
    @PreDestroy
    void stop() {
        senders.shutdownNow();
        senders.close();
    }

    /** By the timer and by those who send. */
    private synchronized boolean isMine() {
        return lease.hold();
    }

    /** Begins with the webhooks of these deliveries, and says with how many. */
    private int serve(List<Delivery> due) {
        int begun = 0;
        for (Delivery one : due) {
            if (served.size() < AT_ONCE && served.add(one.webhook())) {
                senders.execute(() -> serve(one.webhook()));
                begun++;
            }
        }
        return begun;
    }

    private void serve(String webhook) {
        try {
            List<Delivery> due = deliveries.due(webhook, clock.instant(), PAGE);
            while (!due.isEmpty()) {
                for (Delivery delivery : due) {
                    if (!isMine()) {
                        return;
                    }
                    send(delivery);
                }
                due = deliveries.due(webhook, clock.instant(), PAGE);
            }
        } catch (MongoException unreachable) {
            LOG.warn("the webhook {} has to wait: {}", webhook, unreachable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            served.remove(webhook);
        }
    }

    private void send(Delivery delivery) throws InterruptedException {
        Optional<Webhook> webhook = webhooks.find(delivery.webhook()).filter(Webhook::active);
        Attempt attempt = webhook.isPresent()
                ? client.post(webhook.get(), delivery)
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

    /** Switches its timer on. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableConfigurationProperties(WebhookSettings.class)
    static class Wiring {}
}
