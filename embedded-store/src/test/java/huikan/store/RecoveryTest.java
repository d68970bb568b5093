package huikan.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is opened from the files as they are while another runs on them: what a killed process leaves behind. */
class RecoveryTest {

    private static final long NEVER = Long.MAX_VALUE / 8;
    private static final int GROUPS = 3;

    @TempDir
    Path folder;

    private Path file(String folderName) {
        return folder.resolve(folderName).resolve("store.mv");
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }

    /** The files as they are at one moment: they were the same before and after they were written down. */
    private Path copied(String name) throws IOException {
        AtomicReference<Map<String, ByteBuffer>> files = new AtomicReference<>(Map.of());
        Awaitility.await().ignoreExceptionsInstanceOf(NoSuchFileException.class).until(() -> {
            Map<String, ByteBuffer> now = contents();
            return now.equals(files.getAndSet(now));
        });
        Path copy = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, ByteBuffer> one : files.get().entrySet()) {
            Files.write(copy.resolve(one.getKey()), one.getValue().array());
        }
        return file(name);
    }

    private Map<String, ByteBuffer> contents() throws IOException {
        Map<String, ByteBuffer> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("running"))) {
            for (Path one : files.toList()) {
                contents.put(one.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(one)));
            }
        }
        return contents;
    }

    private List<Path> segments(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(one -> one.getFileName().toString().contains("journal"))
                    .toList();
        }
    }

    private static String nameAfter(Path segment) {
        String name = segment.getFileName().toString();
        int number = name.lastIndexOf('-') + 1;
        return name.substring(0, number) + (Integer.parseInt(name.substring(number)) + 1);
    }

    private void isInStore(Path file, List<Document> expected) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            assertThat(things.find().into(new ArrayList<>())).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(things.countDocuments()).isEqualTo(expected.size());
            for (int group = 0; group < GROUPS; group++) {
                int asked = group;
                List<Document> inGroup = expected.stream()
                        .filter(one -> one.getInteger("group") == asked)
                        .toList();
                assertThat(things.find(eq("group", group)).into(new ArrayList<>()))
                        .containsExactlyInAnyOrderElementsOf(inGroup);
                assertThat(things.countDocuments(eq("group", group))).isEqualTo(inGroup.size());
            }
            assertThat(expected)
                    .allSatisfy(one -> assertThat(
                                    things.find(eq("place", one.get("place"))).first())
                            .isEqualTo(one));
        }
    }

    @Test
    void whenever_the_process_ends_everything_acknowledged_is_there() throws IOException {
        Random random = new Random(7);
        try (EmbeddedStore store = EmbeddedStore.open(file("running"), 0, 20_000);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            things.createIndex(Indexes.ascending("group", "tags"));
            things.createIndex(Indexes.ascending("place"), new IndexOptions().unique(true));
            int places = 0;
            for (int step = 0; step < 2_000; step++) {
                int id = random.nextInt(60);
                switch (random.nextInt(4)) {
                    case 0 -> things.deleteOne(eq(id));
                    case 1 ->
                        // places go from hand to hand: nobody has it before the other let go of it
                        passOn(things, id, random.nextInt(60), -1 - step);
                    default ->
                        things.updateOne(
                                eq(id),
                                combine(
                                        set("group", random.nextInt(GROUPS)),
                                        set("place", places++),
                                        set("tags", List.of("a", "t" + random.nextInt(5))),
                                        inc("times", 1)),
                                new UpdateOptions().upsert(true));
                }
                if (step % 100 == 99) {
                    isInStore(copied("at-" + step), things.find().into(new ArrayList<>()));
                }
            }
        }
    }

    private static void passOn(MongoCollection<Document> things, int from, int to, int free) {
        Document giver = things.find(eq(from)).first();
        if (giver != null && from != to) {
            things.updateOne(eq(from), set("place", free));
            things.updateOne(eq(to), set("place", giver.get("place")));
        }
    }

    @Test
    void without_a_checkpoint_the_journal_tells_everything() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(file("running"), 0, NEVER);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            things.createIndex(Indexes.ascending("group"));
            List<Document> many = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                many.add(
                        new Document("_id", "n" + i).append("group", i % GROUPS).append("place", i));
            }
            things.insertMany(many);
            things.deleteMany(eq("group", 1));
            things.updateMany(eq("group", 2), set("group", 0));
            List<Path> before = segments("running");
            things.createIndex(Indexes.ascending("group"));
            assertThat(segments("running")).as("that is no change").isEqualTo(before);
            isInStore(copied("copy"), things.find().into(new ArrayList<>()));
            assertThat(segments("running")).hasSize(1);
            assertThat(segments("copy")).as("its store was closed").isEmpty();
        }
    }

    @Test
    void a_journal_whose_words_the_file_has_already_changes_nothing() throws IOException {
        List<Document> all;
        try (EmbeddedStore store = EmbeddedStore.open(file("running"), 0, NEVER);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            things.createIndex(Indexes.ascending("place"), new IndexOptions().unique(true));
            things.insertOne(new Document("_id", "a").append("group", 0).append("place", 1));
            things.updateOne(eq("a"), set("place", 2));
            things.insertOne(new Document("_id", "b").append("group", 0).append("place", 1));
            things.insertOne(new Document("_id", "c").append("group", 0).append("place", 3));
            things.deleteOne(eq("c"));
            all = things.find().into(new ArrayList<>());
            copied("before");
        }
        Path segment = segments("before").getFirst();
        Files.copy(segment, folder.resolve("running").resolve(nameAfter(segment)));
        isInStore(file("running"), all);
    }

    @Test
    void a_broken_journal_is_refused_with_a_sentence_and_left_as_it_is() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(file("running"), 0, NEVER);
                MongoClient client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a").append("group", 0));
            things(client).insertOne(new Document("_id", "b").append("group", 0));
            copied("copy");
        }
        Path segment = segments("copy").getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 4] ^= 1;
        Files.write(segment, bytes);
        Files.write(segment.resolveSibling(nameAfter(segment)), bytes);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> EmbeddedStore.open(file("copy"), 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot open the store")
                    .hasMessageContaining("its journal " + segment.getFileName() + " is broken");
        }
    }
}
