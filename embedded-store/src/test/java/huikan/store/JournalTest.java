package huikan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void beside() {
        store = folder.resolve("store.mv");
    }

    /** A journal whose segment 1 has begun. */
    private Journal begun() {
        Journal journal = new Journal(store, 0);
        journal.rotate();
        return journal;
    }

    private Path segment(int number) {
        return folder.resolve("store.mv.journal-" + number);
    }

    private List<Journal.Entry> readFrom(int number) throws IOException {
        return new Journal(store, number).read();
    }

    private static byte[] bson(String id, int size) {
        return Bson.bytes(new Document("_id", id).append("size", size));
    }

    @Test
    void it_tells_what_became_of_documents_in_the_order_in_which_it_did() throws IOException {
        Journal journal = begun();
        journal.append("test.things", "a", bson("a", 1));
        journal.append("test.things", "a", null);
        journal.force();
        journal.append("测试.事项", "a", bson("a", 2));
        journal.force();
        assertThat(readFrom(1))
                .containsExactly(
                        new Journal.Entry("test.things", "a", ByteBuffer.wrap(bson("a", 1))),
                        new Journal.Entry("test.things", "a", null),
                        new Journal.Entry("测试.事项", "a", ByteBuffer.wrap(bson("a", 2))));
    }

    @Test
    void a_record_that_was_cut_short_is_none_and_those_before_it_count() throws IOException {
        Journal journal = begun();
        journal.append("test.things", "a", bson("a", 1));
        journal.force();
        int whole = Math.toIntExact(Files.size(segment(1)));
        journal.append("test.things", "b", bson("b", 2));
        journal.force();
        byte[] all = Files.readAllBytes(segment(1));
        for (int length = whole; length < all.length; length++) {
            Files.write(segment(1), Arrays.copyOf(all, length));
            assertThat(readFrom(1)).as("cut at %d", length).hasSize(1);
        }
        all[all.length - 2] ^= 1;
        Files.write(segment(1), all);
        assertThat(readFrom(1)).as("another byte").hasSize(1);
    }

    @Test
    void zeros_where_nothing_was_written_end_it() throws IOException {
        Journal journal = begun();
        journal.append("test.things", "a", bson("a", 1));
        journal.force();
        byte[] all = Files.readAllBytes(segment(1));
        Files.write(segment(1), Arrays.copyOf(all, all.length + 4_096));
        assertThat(readFrom(1)).hasSize(1);
        Files.write(segment(1), new byte[4_096]);
        assertThat(readFrom(1)).isEmpty();
    }

    @Test
    void what_is_broken_with_a_whole_group_behind_it_is_refused_and_left() throws IOException {
        Journal journal = begun();
        for (int i = 0; i < 3; i++) {
            journal.append("test.things", "a", bson("a", i));
            journal.force();
        }
        byte[] all = Files.readAllBytes(segment(1));
        all[all.length / 2] ^= 1;
        Files.write(segment(1), all);
        assertThatThrownBy(() -> readFrom(1))
                .isInstanceOf(IOException.class)
                .hasMessage("its journal store.mv.journal-1 is broken in the middle");
        assertThat(Files.readAllBytes(segment(1))).isEqualTo(all);
    }

    @Test
    void a_segment_that_is_there_is_never_written_on() throws IOException {
        Files.write(segment(7), new byte[] {1, 2, 3});
        Journal journal = begun();
        journal.append("test.things", "a", bson("a", 1));
        journal.force();
        assertThat(Files.size(segment(7))).isEqualTo(3);
        assertThat(readFrom(8)).hasSize(1);
    }

    @Test
    void nothing_may_follow_what_was_cut_short() throws IOException {
        Journal journal = begun();
        journal.append("test.things", "a", bson("a", 1));
        journal.rotate();
        journal.append("test.things", "b", bson("b", 2));
        journal.force();
        assertThat(readFrom(1)).hasSize(2);
        byte[] first = Files.readAllBytes(segment(1));
        Files.write(segment(1), Arrays.copyOf(first, first.length - 1));
        assertThatThrownBy(() -> readFrom(1))
                .isInstanceOf(IOException.class)
                .hasMessage("its journal store.mv.journal-1 is broken");
        Files.write(segment(2), new byte[0]);
        assertThat(readFrom(1))
                .as("the process ended before it wrote to the next one")
                .isEmpty();
    }

    @Test
    void segments_before_a_checkpoint_are_forgotten() throws IOException {
        Journal journal = begun();
        journal.append("test.things", "a", bson("a", 1));
        int second = journal.rotate();
        assertThat(journal.length()).isZero();
        journal.append("test.things", "b", bson("b", 2));
        journal.force();
        assertThat(journal.forced()).isEqualTo(Files.size(segment(second))).isGreaterThan(journal.length());
        journal.deleteBefore(second);
        assertThat(segment(1)).doesNotExist();
        assertThat(readFrom(1)).extracting(Journal.Entry::id).containsExactly("b");
    }

    @Test
    void what_is_done_before_the_first_segment_begins_is_not_told_again() throws IOException {
        Journal journal = new Journal(store, 0);
        journal.append("test.things", "a", bson("a", 1));
        journal.force();
        assertThat(readFrom(0)).isEmpty();
    }

    @Test
    void after_a_write_that_failed_none_succeeds() throws IOException {
        Journal journal = begun();
        Files.createDirectory(segment(1));
        journal.append("test.things", "a", bson("a", 1));
        assertThatThrownBy(journal::force).isInstanceOf(UncheckedIOException.class);
        Files.delete(segment(1));
        assertThatThrownBy(journal::force)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not be written before");
    }
}
