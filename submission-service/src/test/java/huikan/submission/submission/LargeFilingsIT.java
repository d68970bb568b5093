package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.submission.Settled.Decision.Accepted;
import huikan.submission.submission.SubmissionController.SubmissionView;
import huikan.testing.OnInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Bodies of half a megabyte each, and how much of them a look at the filings moves. */
@SpringBootTest(properties = "huikan.demo=true")
class LargeFilingsIT extends OnInfrastructure {

    private static final AtomicLong READ = new AtomicLong();
    private static final int FILINGS = 90;
    private static final Caller VIEWER = new Caller("210000-gov.viewer", "210000-gov", Role.VIEWER);

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {
        @Bean
        MongoClientSettingsBuilderCustomizer countReplies() {
            return client -> client.addCommandListener(new CommandListener() {
                @Override
                public void commandSucceeded(CommandSucceededEvent event) {
                    String collection = event.getResponse()
                            .getDocument("cursor", new org.bson.BsonDocument())
                            .getString("ns", new org.bson.BsonString(""))
                            .getValue();
                    if (collection.endsWith(".submissions")) {
                        READ.addAndGet(event.getResponse().toString().length());
                    }
                }
            });
        }
    }

    @Autowired
    SubmissionController controller;

    @Autowired
    Submissions submissions;

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void file() {
        if (database.getCollection("submissions").countDocuments() > 0) {
            return;
        }
        IntStream.range(0, FILINGS).forEach(n -> {
            String body = "{\"cycle\":\"annual-2020\",\"agency\":\"210902-gov\",\"sections\":[{\"kind\":\"OTHER\","
                    + "\"heading\":\"" + n + "\",\"text\":\"" + "x".repeat(500_000) + "\"}]}";
            WellFormed read = (WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8));
            SubmissionReceived event = new SubmissionReceived(
                    "large" + n,
                    "annual-2020",
                    "210902-gov",
                    null,
                    read.digest(),
                    Instant.EPOCH.plusSeconds(n),
                    "210902-gov",
                    read.canonical());
            Settled settled = new Settled(
                    event,
                    null,
                    Set.of("210902-gov", "210900-gov", "210000-gov"),
                    true,
                    List.of(),
                    new Accepted(1, false),
                    event.receivedAt());
            database.getCollection("submissions")
                    .insertOne(SubmissionDocuments.document(settled, event.receivedAt())
                            // an event that waits carries the body once more
                            .append("outbox", List.of(new Document("data", read.canonical()))));
        });
    }

    @Test
    void a_list_moves_no_bodies() {
        READ.set(0);
        Page<SubmissionView> page = controller.list(VIEWER, null, null, null, null, 500, null);
        assertThat(page.items())
                .extracting(SubmissionView::id)
                .containsExactlyElementsOf(
                        IntStream.range(0, FILINGS).mapToObj(n -> "large" + n).toList());
        assertThat(READ.get()).isBetween(1L, 1_000_000L);
    }

    @Test
    void a_single_look_moves_the_body_only_when_it_is_asked_for() throws InterruptedException {
        READ.set(0);
        assertThat(controller.one("large7", 0, VIEWER).getBody())
                .extracting(SubmissionView::id)
                .isEqualTo("large7");
        assertThat(controller.trail("large7", VIEWER).steps()).hasSize(2);
        assertThat(READ.get()).isBetween(1L, 20_000L);
        assertThat(controller.document("large7", VIEWER).getBody()).hasSizeGreaterThan(500_000);
    }
}
