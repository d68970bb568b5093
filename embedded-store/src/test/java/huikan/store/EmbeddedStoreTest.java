package huikan.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_after_a_restart() throws IOException {
        Path file = folder.resolve("store.mv");
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a").append("size", 1));
        }
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(things(client).find(eq("a")).first()).containsEntry("size", 1);
        }
    }

    @Test
    void a_file_in_use_is_refused_with_a_sentence() throws IOException {
        Path file = folder.resolve("store.mv");
        EmbeddedStore.open(file, 0);
        assertThatThrownBy(() -> EmbeddedStore.open(file, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open the store");
    }

    /** As a switch to another generation of the rollups does it while the other instance still writes. */
    @Test
    void a_collection_is_dropped_while_others_write_and_read_it() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("store.mv"), 0);
                MongoClient client = MongoClients.create(store.uri());
                ExecutorService others = Executors.newFixedThreadPool(4)) {
            AtomicBoolean over = new AtomicBoolean();
            Queue<Exception> failed = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < 4; i++) {
                String id = "w" + i;
                others.execute(() -> {
                    while (!over.get()) {
                        try {
                            things(client).createIndex(Indexes.ascending("size"));
                            things(client).updateOne(eq(id), inc("size", 1), new UpdateOptions().upsert(true));
                            things(client).find(eq("size", 1)).into(new ArrayList<>());
                        } catch (RuntimeException refused) {
                            failed.add(refused);
                        }
                    }
                });
            }
            try {
                for (int i = 0; i < 500; i++) {
                    things(client).drop();
                }
            } finally {
                over.set(true);
            }
            others.shutdown();
            assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(failed).isEmpty();
            things(client).drop();
            things(client).insertOne(new Document("_id", "a").append("size", 7));
            assertThat(things(client).find(eq("size", 7))).hasSize(1);
            assertThat(things(client).countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void no_acknowledged_write_is_lost_when_the_process_is_killed() throws Exception {
        Path file = folder.resolve("store.mv");
        Process process = hold(file);
        int acknowledged = 0;
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                MongoClient client = MongoClients.create(out.readLine())) {
            things(client).createIndex(Indexes.ascending("parity", "tags"));
            while (acknowledged < 500) {
                things(client)
                        .insertOne(new Document("_id", acknowledged)
                                .append("parity", acknowledged % 2)
                                .append("tags", List.of("a", "t" + acknowledged % 7)));
                acknowledged++;
            }
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(things(client).countDocuments()).isEqualTo(acknowledged);
            assertThat(things(client).countDocuments(and(eq("parity", 1), eq("tags", "a"))))
                    .isEqualTo(acknowledged / 2);
        }
    }

    @Test
    void documents_and_their_indexes_agree_after_a_kill_in_the_middle_of_writing() throws Exception {
        Path file = folder.resolve("store.mv");
        Process process = hold(file);
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                MongoClient client = MongoClients.create(out.readLine())) {
            things(client).createIndex(Indexes.ascending("parity", "tags"));
            Thread killer = Thread.startVirtualThread(() -> killAfter(process, things(client), 2_000));
            try {
                for (int batch = 0; batch < 1_000; batch++) {
                    List<Document> many = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        many.add(new Document("_id", batch * 50 + i)
                                .append("parity", i % 2)
                                .append("tags", List.of("a", "b")));
                    }
                    things(client).insertMany(many);
                    things(client).updateMany(eq("_id", batch * 50), set("parity", 2));
                }
            } catch (MongoException killed) {
                assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
            }
            killer.join();
        }
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            List<Document> all = things(client).find().into(new ArrayList<>());
            assertThat(all).hasSizeGreaterThanOrEqualTo(2_000);
            for (int parity = 0; parity <= 2; parity++) {
                int asked = parity;
                assertThat(things(client).find(eq("parity", parity)).into(new ArrayList<>()))
                        .containsExactlyInAnyOrderElementsOf(all.stream()
                                .filter(one -> one.getInteger("parity") == asked)
                                .toList());
            }
            assertThat(all)
                    .allSatisfy(one -> assertThat(
                                    things(client).find(eq(one.get("_id"))).first())
                            .isEqualTo(one));
        }
    }

    private static void killAfter(Process process, MongoCollection<Document> things, int documents) {
        while (process.isAlive() && things.countDocuments() < documents) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
    }

    @Test
    void a_file_of_another_layout_is_refused_with_a_sentence() throws IOException {
        Path file = folder.resolve("store.mv");
        try (MVStore older = MVStore.open(file.toString())) {
            older.openMap("databases.huikan.agencies").put("1", "as it was");
        }
        assertThatThrownBy(() -> EmbeddedStore.open(file, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its layout is older");
        try (MVStore older = MVStore.open(file.toString())) {
            older.openMap("huikan").put("layout", 4);
        }
        assertThatThrownBy(() -> EmbeddedStore.open(file, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its layout is 4, this version reads 5");
    }

    @Test
    void an_id_is_taken_once_whether_it_is_text_or_not_until_its_document_is_gone() throws IOException {
        Path file = folder.resolve("store.mv");
        List<Object> taken = List.of("a", "b", 1, new Document("year", 2025));
        List<Object> same = List.of("a", "b", 1.0, new Document("year", 2025));
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            taken.forEach(id -> things(client).insertOne(new Document("_id", id)));
            same.forEach(id -> assertTaken(things(client), id));
        }
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            same.forEach(id -> assertTaken(things(client), id));
            assertThat(things(client).countDocuments(regex("_id", "^[ab]$"))).isEqualTo(2);
            same.forEach(id -> assertThat(things(client).deleteOne(eq(id)).getDeletedCount())
                    .isEqualTo(1));
            assertThat(things(client).countDocuments()).isZero();
            same.forEach(id -> things(client).insertOne(new Document("_id", id)));
        }
    }

    private static void assertTaken(MongoCollection<Document> things, Object id) {
        assertThatThrownBy(() -> things.insertOne(new Document("_id", id)))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        refused -> assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
    }

    private static Process hold(Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Held.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }

    /** A store in a process of its own, to be killed; one with many checkpoints. */
    static final class Held {
        public static void main(String[] args) throws Exception {
            EmbeddedStore store = EmbeddedStore.open(Path.of(args[0]), 0, 100_000);
            System.out.println(store.uri());
            Thread.currentThread().join();
        }
    }
}
