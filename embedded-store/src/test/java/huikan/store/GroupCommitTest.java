package huikan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final AtomicInteger commits = new AtomicInteger();
    private final CountDownLatch slowDisk = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        slowDisk.countDown();
        clients.shutdownNow();
    }

    /** A write to the collection "a" that has been made, and whose commit takes until the disk is let go. */
    private GroupCommit withAWriteBeingCommitted() {
        GroupCommit store = new GroupCommit(() -> {
            commits.incrementAndGet();
            try {
                slowDisk.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        clients.submit(() -> store.write("a", () -> "written"));
        Awaitility.await().until(() -> commits.get() == 1);
        return store;
    }

    private void waitsForTheDisk(Future<String> answer, String expected) throws Exception {
        assertThatThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        slowDisk.countDown();
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    @Test
    void who_reads_what_is_not_in_the_file_yet_waits_for_it() throws Exception {
        GroupCommit store = withAWriteBeingCommitted();
        waitsForTheDisk(clients.submit(() -> store.read("a", () -> "read")), "read");
    }

    @Test
    void who_looks_at_everything_waits_too() throws Exception {
        GroupCommit store = withAWriteBeingCommitted();
        waitsForTheDisk(clients.submit(() -> store.read(GroupCommit.EVERYTHING, () -> "read")), "read");
    }

    @Test
    void who_reads_another_collection_does_not_wait() throws Exception {
        GroupCommit store = withAWriteBeingCommitted();
        assertThat(clients.submit(() -> store.read("b", () -> "read")).get(5, TimeUnit.SECONDS))
                .isEqualTo("read");
        assertThat(commits).hasValue(1);
    }

    @Test
    void after_a_change_of_everything_each_collection_waits_for_it() throws Exception {
        AtomicInteger made = new AtomicInteger();
        GroupCommit store = new GroupCommit(made::incrementAndGet);
        store.write(GroupCommit.EVERYTHING, () -> "dropped");
        store.read("a", () -> "read");
        assertThat(made).as("it was committed already").hasValue(1);
        store.write("a", () -> "written");
        assertThat(made).hasValue(2);
    }
}
