package huikan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final int ROUNDS = 500;
    private static final int LIMIT = 64 << 10;
    private static final String TEXT = "x".repeat(1_000);

    @TempDir
    Path folder;

    /** What stays is written beside what changes soon afterwards, a page here and a page there. */
    @Test
    void while_nobody_writes_the_file_gets_room_where_little_is_in_use() {
        Path path = folder.resolve("store.mv");
        Journal journal = new Journal(path, 0);
        try (MVStore file = EmbeddedStore.file(path);
                Checkpoints checkpoints = new Checkpoints(file, file.openMap("metadata"), journal, LIMIT)) {
            checkpoints.startCompaction();
            MVMap<String, String> things = file.openMap("things");
            for (int round = 0; round < ROUNDS; round++) {
                int now = round;
                checkpoints.write(() -> changeMuchAndKeepSome(journal, things, now));
            }
            assertThat(file.getFillRate()).isGreaterThan(80);
            await().atMost(Duration.ofSeconds(30)).until(() -> file.getFillRate() < 40);
            assertThat(things).hasSize(40 + 4 * ROUNDS);
        }
        try (MVStore again = EmbeddedStore.file(path)) {
            MVMap<String, String> things = again.openMap("things");
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(things).containsEntry(stays(round, 3), round + TEXT);
            }
            assertThat(things).hasSize(40 + 4 * ROUNDS).containsEntry("changes390", ROUNDS - 1 + TEXT);
        }
    }

    /** Compaction moves the pages that a read has yet to come to. */
    @Test
    void a_read_ends_well_whatever_is_compacted_meanwhile() {
        Path path = folder.resolve("store.mv");
        String large = TEXT.repeat(20);
        int kept = 1_500;
        try (MVStore file = EmbeddedStore.file(path)) {
            MVMap<String, String> things = file.openMap("things");
            MVMap<String, String> others = file.openMap("others");
            for (int i = 0; i < kept; i++) {
                things.put(stays(i, 0), large);
                others.put(stays(i, 0), large + large);
                if (i % 100 == 0) {
                    file.commit();
                }
            }
            others.clear();
            file.commit();
        }
        Journal journal = new Journal(path, 0);
        try (MVStore file = EmbeddedStore.file(path);
                Checkpoints checkpoints = new Checkpoints(file, file.openMap("metadata"), journal, LIMIT)) {
            MVMap<String, String> things = file.openMap("things");
            int read = checkpoints.read(() -> {
                Iterator<String> cursor = things.keyIterator(null);
                int found = 0;
                while (cursor.hasNext()) {
                    cursor.next();
                    if (found++ == 0) {
                        for (int i = 0; i < 50 && file.compact(50, 4 << 20); i++) {
                            file.sync();
                            checkpoints.checkpoint();
                        }
                    }
                }
                return found;
            });
            assertThat(read).isEqualTo(kept);
            long before = file.getFileStore().size();
            checkpoints.checkpoint();
            checkpoints.checkpoint();
            assertThat(file.getFileStore().size())
                    .as("what the read kept is given back")
                    .isLessThanOrEqualTo(before);
        }
    }

    private static boolean changeMuchAndKeepSome(Journal journal, MVMap<String, String> things, int round) {
        for (int i = 0; i < 40; i++) {
            put(journal, things, "changes" + i * 10, round + TEXT);
        }
        for (int i = 0; i < 4; i++) {
            put(journal, things, stays(round, i), round + TEXT);
        }
        return true;
    }

    private static void put(Journal journal, MVMap<String, String> things, String id, String text) {
        journal.append("things", id, text.getBytes(StandardCharsets.UTF_8));
        things.put(id, text);
    }

    private static String stays(int round, int i) {
        return "stays" + (100_000 + round * 4 + i);
    }
}
