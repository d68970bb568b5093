package huikan.review.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import huikan.events.CalendarEvent.CalendarPut;
import huikan.events.Topics;
import huikan.review.testing.OverHttp;
import huikan.testing.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CalendarIT extends OverHttp {

    private static final String ANYBODY = "210902-gov.viewer";

    @Autowired
    Calendars calendars;

    @Autowired
    MongoDatabase database;

    @Test
    void the_days_of_a_span_say_whether_they_are_worked_and_why_not() {
        Answer days =
                get(ANYBODY, "/api/calendar?from=2024-02-09&to=2024-02-18").is(200);
        assertThat(days.json().path("items")).hasSize(10);
        assertThat(days.json().path("items").path(0).path("working").asBoolean())
                .isTrue();
        assertThat(days.json().path("items").path(1).path("name").asString()).isEqualTo("春节");
        assertThat(days.json().path("items").path(9).path("working").asBoolean())
                .isTrue();
        assertThat(get(ANYBODY, "/api/calendar/due?from=2024-02-09&days=1").text("date"))
                .isEqualTo("2024-02-18");
        assertThat(get(ANYBODY, "/api/calendar").is(200).json().path("items")).hasSize(31);
    }

    @Test
    void what_cannot_be_answered_is_told() {
        get(ANYBODY, "/api/calendar?from=2024-02-09&to=2024-02-08").is(422);
        get(ANYBODY, "/api/calendar?from=2024-02-09&to=2034-02-08").is(422);
        get(ANYBODY, "/api/calendar?from=yesterday").is(422);
        get(ANYBODY, "/api/calendar?from=%2B999999999-12-31").is(422);
        get(ANYBODY, "/api/calendar/due?from=%2B999999999-12-31&days=3").is(422);
        get(ANYBODY, "/api/calendar/due?from=2024-02-09&days=501").is(422);
        get(ANYBODY, "/api/calendar/due?from=2024-02-09&days=-2147483648").is(422);
        get(ANYBODY, "/api/calendar/due?days=1").is(400);
        get(ANYBODY, "/api/calendar/1066").is(404);
        assertThat(get(ANYBODY, "/api/calendar/2024").text("source")).isEqualTo("NOTICE");
        assertThat(get(ANYBODY, "/api/calendar/2199").text("source")).isEqualTo("WEEKENDS");
    }

    @Test
    void an_administrator_puts_a_year_in_and_nobody_else() {
        String days = "{'days': [{'from': '2097-05-01', 'to': '2097-05-03', 'kind': 'REST', 'name': '劳动节'}]}";
        put("210000-gov.supervisor", "/api/calendar/2097", days, "If-Match", "\"0\"")
                .problem(403, "not-an-administrator");
        put("admin", "/api/calendar/2097", days).problem(428, "if-match-missing");
        Answer stored =
                put("admin", "/api/calendar/2097", days, "If-Match", "\"0\"").is(200);
        assertThat(stored.text("source")).isEqualTo("STORED");
        assertThat(get(ANYBODY, "/api/calendar/due?from=2097-04-30&days=1").text("date"))
                .isEqualTo("2097-05-06");
        put("admin", "/api/calendar/2097", days, "If-Match", "\"0\"").problem(412, "stale");
        assertThat(put("admin", "/api/calendar/2097", days.replace("2097-05-03", "2098-05-03"), "If-Match", "\"1\"")
                        .problem(422, "calendar-invalid"))
                .containsExactly("/days/0 date.other-year");
        put("admin", "/api/calendar/2097", "{'days': []}", "If-Match", "\"1\"").is(200);
        assertThat(get(ANYBODY, "/api/calendar/due?from=2097-04-30&days=1").text("date"))
                .isEqualTo("2097-05-01");
    }

    @Test
    void a_year_that_is_put_in_is_told_and_so_is_one_from_before_that_was() {
        String days = "{'days': [{'from': '2094-05-01', 'to': '2094-05-01', 'kind': 'REST', 'name': '劳动节'}]}";
        put("admin", "/api/calendar/2094", days, "If-Match", "\"0\"").is(200);
        put("admin", "/api/calendar/2094", "{'days': []}", "If-Match", "\"1\"").is(200);
        database.getCollection("calendars")
                .insertOne(new Document("_id", 2093).append("version", 3L).append("runs", List.of()));
        calendars.tellAll();
        calendars.tellAll();
        List<CalendarPut> told = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafka(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "calendar-it",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.CALENDAR));
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> told.add(JSON.readValue(record.value(), CalendarPut.class)));
                assertThat(told)
                        .filteredOn(one -> one.year() == 2094 || one.year() == 2093)
                        .extracting(one -> one.year() + " " + one.version() + " "
                                + one.days().size())
                        .containsExactlyInAnyOrder("2094 1 1", "2094 2 0", "2093 3 0");
            });
        }
    }
}
