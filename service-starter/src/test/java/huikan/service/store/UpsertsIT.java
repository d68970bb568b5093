package huikan.service.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.addToSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import huikan.testing.OnInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "spring.application.name=upserts-test")
class UpsertsIT extends OnInfrastructure {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    @SpringBootApplication
    static class App {}

    @Autowired
    MongoDatabase database;

    @Test
    void each_of_many_instances_adds_to_documents_that_none_of_them_finds() throws Exception {
        MongoCollection<Document> gathered = database.getCollection("gathered");
        int instances = 8;
        try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
            for (int round = 0; round < 20; round++) {
                int now = round;
                List<Callable<Object>> writers = new ArrayList<>();
                for (int instance = 0; instance < instances; instance++) {
                    String name = "instance-" + instance;
                    List<UpdateOneModel<Document>> updates = IntStream.range(0, 10)
                            .mapToObj(
                                    i -> new UpdateOneModel<Document>(eq(now + "-" + i), addToSet("by", name), UPSERT))
                            .toList();
                    writers.add(Executors.callable(() -> Upserts.write(gathered, updates)));
                }
                for (Future<Object> writer : threads.invokeAll(writers)) {
                    writer.get();
                }
            }
        }
        assertThat(gathered.find())
                .hasSize(200)
                .allSatisfy(one -> assertThat(one.getList("by", String.class)).hasSize(instances));
        Upserts.write(gathered, List.of());
        assertThat(gathered.countDocuments()).isEqualTo(200);
    }

    @Test
    void one_that_another_document_is_in_the_way_of_is_refused_in_the_end() {
        MongoCollection<Document> unique = database.getCollection("upserted-once");
        unique.createIndex(Indexes.ascending("place"), new IndexOptions().unique(true));
        Upserts.write(unique, List.of(new UpdateOneModel<>(eq("a"), Updates.set("place", 1), UPSERT)));
        assertThatThrownBy(() ->
                        Upserts.write(unique, List.of(new UpdateOneModel<>(eq("b"), Updates.set("place", 1), UPSERT))))
                .isInstanceOf(MongoBulkWriteException.class);
    }
}
