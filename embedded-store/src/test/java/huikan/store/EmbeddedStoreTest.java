package huikan.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
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

    @Test
    void no_acknowledged_write_is_lost_when_the_process_is_killed() throws Exception {
        Path file = folder.resolve("store.mv");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Held.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                MongoClient client = MongoClients.create(out.readLine())) {
            while (acknowledged < 500) {
                things(client).insertOne(new Document("_id", acknowledged));
                acknowledged++;
            }
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(things(client).countDocuments()).isEqualTo(acknowledged);
        }
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }

    /** A store in a process of its own, to be killed. */
    static final class Held {
        public static void main(String[] args) throws Exception {
            EmbeddedStore store = EmbeddedStore.open(Path.of(args[0]), 0);
            System.out.println(store.uri());
            Thread.currentThread().join();
        }
    }
}
