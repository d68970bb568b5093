package huikan.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.testing.OnInfrastructure;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "spring.application.name=ended-agencies-test")
class EndedAgenciesIT extends OnInfrastructure {

    @SpringBootApplication
    static class App {}

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @Autowired
    MongoDatabase database;

    private MongoCollection<Document> directory;

    @BeforeEach
    void fresh() {
        directory = database.getCollection("agencies");
        directory.deleteMany(new Document());
    }

    private void ended(String agency, LocalDate on, String... successors) {
        directory.insertOne(EndedAgencies.put(new Document("_id", agency), on, List.of(successors)));
    }

    private EndedAgencies at(String instant) {
        return new EndedAgencies(directory, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    @Test
    void over_several_steps_from_the_first_day_in_shanghai() {
        directory.insertOne(new Document("_id", "there"));
        ended("first", DAY, "second");
        ended("second", DAY, "there", "beside");
        ended("dissolved", DAY);
        EndedAgencies before = at("2026-02-28T15:59:59Z");
        assertThat(before.of("there")).isEmpty();
        assertThat(before.inPlaceOf("first")).isEqualTo("first");
        EndedAgencies after = at("2026-02-28T16:00:00Z");
        assertThat(after.of("there")).containsExactly("second", "first");
        assertThat(after.of("beside")).containsExactly("second", "first");
        assertThat(after.of("first")).isEmpty();
        assertThat(after.inPlaceOf("first")).isEqualTo("there");
        assertThat(after.inPlaceOf("there")).isEqualTo("there");
        assertThat(after.inPlaceOf("dissolved")).isEqualTo("dissolved");
        assertThat(after.withSuccessors(List.of("first", "unknown")))
                .containsExactly("first", "unknown", "second", "there", "beside");
        assertThat(after.among(List.of("first", "there", "dissolved")).keySet())
                .containsExactlyInAnyOrder("first", "dissolved");
    }

    /** An end that was taken back may be told after the other one. */
    @Test
    void what_goes_round_for_a_moment_ends() {
        ended("one", DAY, "other");
        ended("other", DAY, "one");
        EndedAgencies round = at("2026-03-02T00:00:00Z");
        assertThat(round.inPlaceOf("one")).isEqualTo("one");
        assertThat(round.of("one")).containsExactly("other", "one");
        assertThat(round.withSuccessors(List.of("one"))).containsExactly("one", "other");
    }
}
