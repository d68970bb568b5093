package huikan.submission.attachment;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import huikan.service.lease.Lease;
import huikan.service.outbox.OutboxSource;
import huikan.service.start.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Clears away what nothing names. The lease keeps instances from doing the same work. */
@Component
class AttachmentCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentCleanup.class);
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Attachments attachments;
    private final Contents contents;
    private final Uploads uploads;
    private final AttachmentSettings settings;
    private final Lease lease;
    private final Clock clock;

    AttachmentCleanup(
            Attachments attachments,
            Contents contents,
            Uploads uploads,
            AttachmentSettings settings,
            MongoDatabase database,
            Instance instance,
            Clock clock) {
        this.attachments = attachments;
        this.contents = contents;
        this.uploads = uploads;
        this.settings = settings;
        this.lease = new Lease(database.getCollection("leases"), "attachments", instance.id(), LEASE, clock);
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${huikan.attachments.sweep:1h}",
            initialDelayString = "${huikan.attachments.sweep:1h}")
    void sweep() {
        try {
            if (lease.hold()) {
                clear();
            }
        } catch (MongoException unreachable) {
            LOG.warn("attachments are cleared away later: {}", unreachable.toString());
        }
    }

    void clear() {
        Instant now = clock.instant();
        attachments.gone(now.minus(settings.leaving()), contents::note).forEach(contents::discard);
        attachments.leave(now.minus(settings.unnamedFor()));
        // their parts are contents that nothing refers to
        uploads.removeExpired();
        contents.abandoned(now.minus(settings.leaving())).forEach(this::settle);
    }

    /** What was cut short between an attachment and its content: the attachment says what is to become of it. */
    private void settle(String file) {
        if (attachments.isKept(file)) {
            contents.keep(file);
        } else {
            contents.discard(file);
        }
    }

    /** Which collection tells events. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Wiring {
        @Bean
        OutboxSource attachmentSource() {
            return Attachments.SOURCE;
        }
    }
}
