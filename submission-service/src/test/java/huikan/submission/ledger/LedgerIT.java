package huikan.submission.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import huikan.events.SubmissionReceived;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.ledger.Ledger.Balance;
import huikan.submission.testing.Received;
import huikan.testing.OnInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;

@SpringBootTest(properties = "huikan.demo=true")
class LedgerIT extends OnInfrastructure {

    /** In which no other test files. */
    private static final String CYCLE = "annual-2022";

    @Autowired
    Ledger ledger;

    @Autowired
    MongoDatabase database;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    MeterRegistry meters;

    @Test
    void a_cycle_of_which_nothing_came_is_all_missing_and_balanced() {
        Balance all = ledger.of("annual-2019", null);
        assertThat(all.expected()).isPositive().isEqualTo(all.missing());
        assertThat(all.balanced()).isTrue();
        Balance city = ledger.of("annual-2019", "210900-gov");
        assertThat(city.expected()).isBetween(2L, all.expected() - 1);
        assertThat(city.balanced()).isTrue();
    }

    @Test
    void a_filing_that_was_lost_is_seen_in_the_books_until_it_is_back() {
        String id = filed("210904-gov");
        await().untilAsserted(() -> {
            Balance books = ledger.of(CYCLE, "210904-gov");
            assertThat(books.received()).isEqualTo(1);
            assertThat(books.filed()).isEqualTo(1);
            assertThat(books.balanced()).isTrue();
        });

        MongoCollection<Document> submissions = database.getCollection("submissions");
        Document lost = submissions.findOneAndDelete(Filters.eq(id));
        assertThat(lost).isNotNull();
        for (String under : new String[] {"210904-gov", "210900-gov", null}) {
            assertThat(ledger.of(CYCLE, under).balanced()).as("under " + under).isFalse();
        }
        assertThat(ledger.of(CYCLE, "210905-gov").balanced()).isTrue();
        assertThat(ledger.difference(CYCLE)).isEqualTo(1);

        // what came in is known by itself, and not by what became of it
        assertThat(ledger.of(CYCLE, null).received()).isEqualTo(1);

        submissions.insertOne(lost);
        assertThat(ledger.of(CYCLE, null).balanced()).isTrue();
        assertThat(ledger.difference(CYCLE)).isZero();
    }

    /** As the gateway has it filed. */
    private String filed(String agency) {
        SubmissionReceived event = Received.of(CYCLE, agency, "2023-02-01T00:00:00Z", 5);
        kafka.send(ReceivedFilings.record(event, "gateway"));
        return event.id();
    }

    @Test
    void what_would_tell_of_a_lost_filing_is_zero_and_not_unknown() {
        assertThat(meters.get("huikan.ledger.difference").gauge().value()).isZero();
        assertThat(meters.get("huikan.filings.unsettled").gauge().value()).isZero();
    }
}
