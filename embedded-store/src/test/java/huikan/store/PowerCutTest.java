package huikan.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes while others write. Of a file every byte that was not forced to the disk may be lost, may be zeros, may be
 * something else, or may be there: whatever was acknowledged is there afterwards.
 */
class PowerCutTest {

    private static final long NEVER = Long.MAX_VALUE / 8;
    private static final int WRITERS = 4;
    private static final int CUTS = 12;

    /** What became of what was not forced. */
    enum Unforced {
        LOST,
        ZEROS,
        GARBAGE,
        HALF_THERE
    }

    @TempDir
    Path folder;

    /** How far each writer's document was acknowledged. */
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    private final Random random = new Random(3);

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }

    private Path running() {
        return folder.resolve("running");
    }

    private void writing(EmbeddedStore store, AtomicBoolean over, ExecutorService writers) {
        for (int writer = 0; writer < WRITERS; writer++) {
            String id = "w" + writer;
            writers.execute(() -> {
                try (MongoClient client = MongoClients.create(store.uri())) {
                    for (int n = 1; !over.get(); n++) {
                        Document document =
                                new Document("_id", id).append("n", n).append("text", "x".repeat(n % 400));
                        things(client).replaceOne(eq(id), document, new ReplaceOptions().upsert(true));
                        acknowledged.put(id, n);
                    }
                }
            });
        }
    }

    /** The disk after the cut, with the store's file as it was forced last. */
    private Path cut(String name, EmbeddedStore store, Path storeFile, Unforced unforced) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        // in this order: more may be forced when the files are read, never less
        long forced = store.journal.forced();
        for (Path one : files()) {
            String called = one.getFileName().toString();
            if (called.contains("journal")) {
                byte[] bytes = Files.readAllBytes(one);
                boolean current = called.endsWith("-" + store.journal.number());
                Files.write(copy.resolve(called), current ? after(bytes, forced, unforced) : bytes);
            }
        }
        Files.copy(storeFile, copy.resolve("store.mv"));
        return copy.resolve("store.mv");
    }

    private Iterable<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(running())) {
            return all.toList();
        }
    }

    private byte[] after(byte[] bytes, long forced, Unforced unforced) {
        int kept = (int) Math.min(bytes.length, forced);
        byte[] tail = new byte[Math.max(bytes.length - kept, 300)];
        return switch (unforced) {
            case LOST -> Arrays.copyOf(bytes, kept);
            case ZEROS -> Arrays.copyOf(bytes, kept + tail.length);
            case GARBAGE -> {
                random.nextBytes(tail);
                byte[] all = Arrays.copyOf(bytes, kept + tail.length);
                System.arraycopy(tail, 0, all, kept, tail.length);
                yield all;
            }
            case HALF_THERE -> Arrays.copyOf(bytes, kept + (bytes.length - kept) / 2);
        };
    }

    private void isThere(Path file, Map<String, Integer> promised) throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            promised.forEach((id, n) -> {
                Document found = things(client).find(eq(id)).first();
                assertThat(found).as(id).isNotNull();
                assertThat(found.getInteger("n")).as(id).isGreaterThanOrEqualTo(n);
            });
            assertThat(things(client).find(eq("n", -1)).first()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_acknowledged_is_in_what_was_forced(Unforced unforced) throws Exception {
        Path file = Files.createDirectories(running()).resolve("store.mv");
        AtomicBoolean over = new AtomicBoolean();
        try (EmbeddedStore store = EmbeddedStore.open(file, 0, NEVER);
                MongoClient client = MongoClients.create(store.uri());
                ExecutorService writers = Executors.newCachedThreadPool()) {
            things(client).createIndex(Indexes.ascending("n"));
            writing(store, over, writers);
            try {
                for (int i = 0; i < CUTS; i++) {
                    awaitMore();
                    Map<String, Integer> promised = Map.copyOf(acknowledged);
                    isThere(cut("cut-" + i, store, file, unforced), promised);
                }
            } finally {
                over.set(true);
            }
        }
    }

    @Test
    void a_cut_between_a_checkpoint_and_its_being_on_the_disk_loses_nothing() throws Exception {
        Path file = Files.createDirectories(running()).resolve("store.mv");
        AtomicBoolean over = new AtomicBoolean();
        Path synced = folder.resolve("synced.mv");
        AtomicInteger cuts = new AtomicInteger();
        try (EmbeddedStore store = EmbeddedStore.open(file, 0, 32 << 10);
                MongoClient client = MongoClients.create(store.uri());
                ExecutorService writers = Executors.newCachedThreadPool()) {
            things(client).createIndex(Indexes.ascending("n"));
            synchronized (store.checkpoints) {
                Files.copy(file, synced);
            }
            store.checkpoints.beforeSync = () -> {
                if (cuts.get() < CUTS) {
                    try {
                        Map<String, Integer> promised = Map.copyOf(acknowledged);
                        // the file is as it was when it was forced before
                        isThere(cut("cut-" + cuts.getAndIncrement(), store, synced, Unforced.ZEROS), promised);
                        // from here on it is as it is now
                        Files.delete(synced);
                        Files.copy(file, synced);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }
            };
            writing(store, over, writers);
            try {
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> cuts.get() == CUTS);
            } finally {
                over.set(true);
            }
        }
        assertThat(cuts).hasValue(CUTS);
    }

    /** Until each writer has written again. */
    private void awaitMore() {
        Map<String, Integer> before = Map.copyOf(acknowledged);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> acknowledged.size() == WRITERS
                        && before.entrySet().stream().allMatch(one -> acknowledged.get(one.getKey()) > one.getValue()));
    }
}
