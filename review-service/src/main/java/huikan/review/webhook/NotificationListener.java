package huikan.review.webhook;

import huikan.events.NotificationEvent;
import huikan.events.NotificationEvent.NotificationDue;
import huikan.events.Topics;
import huikan.review.webhook.Delivery.Outcome;
import huikan.service.consuming.EventConsumer;
import huikan.service.security.EndedAgencies;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@link Topics#NOTIFICATIONS}: what an agency is to hear is put on its way to its webhooks. */
@Component
final class NotificationListener {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventConsumer<NotificationEvent> events;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookSender sender;
    private final EndedAgencies ended;
    private final Clock clock;

    NotificationListener(
            ConsumerTraces traces,
            MeterRegistry meters,
            Webhooks webhooks,
            Deliveries deliveries,
            WebhookSender sender,
            EndedAgencies ended,
            Clock clock) {
        this.events = new EventConsumer<>(NotificationEvent.class, Topics.NOTIFICATIONS, traces, meters);
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.ended = ended;
        this.clock = clock;
    }

    @KafkaListener(
            id = "review-service.notifications",
            topics = {Topics.NOTIFICATIONS, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        // the same few agencies again and again
        Map<Set<String>, Set<String>> successors = new HashMap<>();
        events.each(records, event -> {
            switch (event) {
                case NotificationDue due -> deliver(due, to -> successors.computeIfAbsent(to, ended::withSuccessors));
            }
        });
        sender.sweep();
    }

    /** What is for one person is for no agency. */
    private void deliver(NotificationDue due, UnaryOperator<Set<String>> withSuccessors) {
        Set<String> agencies = due.to().stream()
                .filter(key -> !key.startsWith("@"))
                .map(key -> key.substring(0, key.indexOf('/')))
                .collect(Collectors.toSet());
        if (agencies.isEmpty()) {
            return;
        }
        for (Webhook webhook : webhooks.active(withSuccessors.apply(agencies))) {
            String body = JSON.writeValueAsString(JSON.createObjectNode()
                    .put("type", due.type())
                    .put("timestamp", due.at().toString())
                    .set("data", JSON.valueToTree(due)));
            deliveries.add(new Delivery(
                    webhook.id() + "." + due.id(),
                    webhook.id(),
                    Outcome.PENDING,
                    body,
                    clock.instant(),
                    null,
                    List.of()));
        }
    }
}
