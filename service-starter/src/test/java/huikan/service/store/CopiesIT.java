package huikan.service.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.testing.OnInfrastructure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "spring.application.name=copies-test")
class CopiesIT extends OnInfrastructure {

    @SpringBootApplication
    static class App {}

    @Autowired
    MongoDatabase database;

    private MongoCollection<Document> copies() {
        return database.getCollection("copies");
    }

    private static Document copy(String id, long version) {
        return new Document("_id", id).append("version", version).append("says", id + " in version " + version);
    }

    private String says(String id) {
        Document there = copies().find(eq(id)).first();
        return there == null ? "nothing" : there.getString("says");
    }

    @Test
    void the_newest_version_stands_in_whatever_order_they_come() {
        Copies.write(copies(), List.of(copy("city", 2)));
        Copies.write(copies(), List.of(copy("city", 1), copy("county", 1)));
        assertThat(says("city")).isEqualTo("city in version 2");
        assertThat(says("county")).isEqualTo("county in version 1");
        Copies.write(copies(), List.of(copy("city", 3), copy("county", 1)));
        assertThat(says("city")).isEqualTo("city in version 3");
    }

    @Test
    void of_several_versions_told_at_once_the_newest_stands() {
        Copies.write(copies(), List.of(copy("moved", 2), copy("moved", 3), copy("stayed", 1), copy("moved", 1)));
        assertThat(says("moved")).isEqualTo("moved in version 3");
        assertThat(says("stayed")).isEqualTo("stayed in version 1");
    }

    @Test
    void nothing_told_changes_nothing() {
        Copies.write(copies(), List.of(copy("alone", 1)));
        Copies.write(copies(), List.of());
        assertThat(says("alone")).isEqualTo("alone in version 1");
    }

    @Test
    void the_newest_version_stands_when_several_instances_write_at_once() throws Exception {
        int versions = 40;
        for (int round = 0; round < 10; round++) {
            String id = "raced-" + round;
            List<Callable<Object>> writers = new ArrayList<>();
            for (int version = 1; version <= versions; version++) {
                Document one = copy(id, version);
                Document beside = copy(id + "-beside", version);
                writers.add(Executors.callable(() -> Copies.write(copies(), List.of(one, beside))));
            }
            Collections.shuffle(writers, new Random(round));
            try (ExecutorService instances = Executors.newFixedThreadPool(8)) {
                for (Future<Object> writer : instances.invokeAll(writers)) {
                    writer.get();
                }
            }
            assertThat(says(id)).isEqualTo(id + " in version " + versions);
            assertThat(says(id + "-beside")).isEqualTo(id + "-beside in version " + versions);
        }
    }
}
