package huikan.review.webhook;

import huikan.problem.FieldError;
import huikan.review.webhook.Delivery.Attempt;
import huikan.review.webhook.Delivery.Outcome;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/webhooks}: of the caller's agency. */
@RestController
@RequestMapping("/api/webhooks")
final class WebhookController {

    private static final int LONGEST = 2_000;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookSettings settings;
    private final Clock clock;

    WebhookController(Webhooks webhooks, Deliveries deliveries, WebhookSettings settings, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Where the agency's notifications go.
     *
     * @param url of a host that the operator allows
     */
    record WebhookBody(String url) {}

    /**
     * A webhook.
     *
     * @param secret with which receivers check the signature, as Standard Webhooks has it; shown once, when it is made
     * @param active false once the receiver said that it is gone (410)
     */
    record WebhookView(
            String id, String agency, String url, @Nullable String secret, String by, Instant at, boolean active) {
        static WebhookView of(Webhook one, boolean withSecret) {
            return new WebhookView(
                    one.id(),
                    one.agency(),
                    one.url(),
                    withSecret ? one.secret() : null,
                    one.by(),
                    one.at(),
                    one.active());
        }
    }

    /** One notification on its way, with each try. */
    record DeliveryView(
            String id,
            Outcome outcome,
            String body,
            Instant createdAt,
            @Nullable Instant due,
            List<Attempt> attempts) {
        static DeliveryView of(Delivery one) {
            return new DeliveryView(one.id(), one.outcome(), one.body(), one.createdAt(), one.due(), one.attempts());
        }
    }

    @GetMapping
    Page<WebhookView> list(Caller caller) {
        return Page.whole(webhooks.of(agency(caller)).stream()
                .map(one -> WebhookView.of(one, false))
                .toList());
    }

    @GetMapping("/{id}")
    WebhookView one(@PathVariable String id, Caller caller) {
        return WebhookView.of(own(id, caller), false);
    }

    /** The answer is the only one that shows the secret. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WebhookView> add(@RequestBody WebhookBody body, Caller caller) {
        String agency = agency(caller);
        requireAllowed(body.url());
        if (webhooks.of(agency).size() >= settings.most()) {
            throw WebhookProblem.TOO_MANY.because("At most " + settings.most() + ".");
        }
        Webhook fresh = new Webhook(
                UUID.randomUUID().toString(),
                agency,
                body.url(),
                Signature.newSecret(),
                caller.login(),
                clock.instant(),
                true);
        webhooks.add(fresh);
        return ResponseEntity.created(URI.create("/api/webhooks/" + fresh.id())).body(WebhookView.of(fresh, true));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        webhooks.remove(own(id, caller).id());
    }

    /** The log, the latest first. */
    @GetMapping("/{id}/deliveries")
    Page<DeliveryView> deliveries(
            @PathVariable String id,
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        return Page.of(deliveries.of(own(id, caller).id(), cursor, most), most, Deliveries::rank, DeliveryView::of);
    }

    private Webhook own(String id, Caller caller) {
        return webhooks.find(id, agency(caller))
                .orElseThrow(() -> WebhookProblem.UNKNOWN.because("There is no webhook " + id + "."));
    }

    private static String agency(Caller caller) {
        String agency = caller.agency();
        if (agency == null || !caller.is(Role.SUPERVISOR)) {
            throw WebhookProblem.NOT_YOURS.because(caller.login() + " is no supervisor of an agency.");
        }
        return agency;
    }

    /** Nobody makes the service call what its operator did not allow. */
    private void requireAllowed(String text) {
        try {
            URI url = new URI(text);
            boolean secure = "https".equals(url.getScheme()) || (settings.insecure() && "http".equals(url.getScheme()));
            if (text.length() > LONGEST || !secure || url.getHost() == null || url.getUserInfo() != null) {
                throw invalid("/url", "url.unfitting", "An https address.");
            }
            String host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
            if (!settings.hosts().contains(host)) {
                throw invalid(
                        "/url",
                        "host.not-allowed",
                        host + " is none of huikan.webhooks.hosts, which the operator sets.");
            }
        } catch (URISyntaxException malformed) {
            throw invalid("/url", "url.malformed", "An address such as https://example.org/hook.");
        }
    }

    private static RuntimeException invalid(String pointer, String code, String message) {
        return WebhookProblem.INVALID.because(message, List.of(new FieldError(pointer, code, message)));
    }
}
