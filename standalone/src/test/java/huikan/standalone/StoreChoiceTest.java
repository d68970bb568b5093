package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreChoiceTest {

    @TempDir
    Path folder;

    private Path data;
    private Path mongod;
    private String without;
    private String with;

    @BeforeEach
    void install() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        // one that cannot be executed is none
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("mongod"), "");
        mongod =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("mongod"), "");
        Files.setPosixFilePermissions(mongod, PosixFilePermissions.fromString("rwxr-xr-x"));
        without = empty + ":" + other;
        with = without + "::" + mongod.getParent();
    }

    private void begun(String file) throws IOException {
        Path path = data.resolve("store").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
    }

    @Test
    void a_new_folder_takes_a_mongod_that_is_on_the_path_and_else_the_embedded_store() {
        assertThat(StoreChoice.of(null, data, with))
                .isEqualTo(
                        new StoreChoice(null, mongod, mongod + ", which is on the path (not with --store embedded)"));
        assertThat(StoreChoice.of(null, data, without))
                .isEqualTo(new StoreChoice(null, null, "embedded, for there is no mongod on the path"));
    }

    @Test
    void what_is_asked_for_is_taken() {
        assertThat(StoreChoice.of("embedded", data, with))
                .isEqualTo(new StoreChoice(null, null, "embedded, as --store says"));
        assertThat(StoreChoice.of("mongodb://elsewhere", data, with))
                .isEqualTo(new StoreChoice("mongodb://elsewhere", null, "outside, as --store says"));
    }

    @Test
    void a_folder_that_was_begun_with_the_embedded_store_stays_with_it() throws IOException {
        begun("store.mv");
        assertThat(StoreChoice.of(null, data, with))
                .isEqualTo(new StoreChoice(
                        null,
                        null,
                        "embedded, with which the data folder was begun; a new folder would use " + mongod));
        assertThat(StoreChoice.of(null, data, without).reason())
                .isEqualTo("embedded, with which the data folder was begun");
    }

    @Test
    void a_folder_that_was_begun_with_mongod_takes_nothing_else() throws IOException {
        begun("mongod/WiredTiger");
        assertThat(StoreChoice.of(null, data, with).mongod()).isEqualTo(mongod);
        assertThatThrownBy(() -> StoreChoice.of(null, data, without))
                .isInstanceOf(Trouble.class)
                .hasMessage(
                        "the data folder " + data + " was begun with mongod, and there is no mongod on the path any "
                                + "more: install it again, or give another folder with --data");
        assertThatThrownBy(() -> StoreChoice.of("embedded", data, with))
                .isInstanceOf(Trouble.class)
                .hasMessage("the data folder " + data + " was begun with mongod, and --store asks for the embedded "
                        + "store: leave --store out, or give another folder with --data");
    }

    @Test
    void a_mongod_that_still_runs_on_the_folder_is_named_and_a_process_that_has_its_old_id_is_not() throws Exception {
        begun("mongod/mongod.lock");
        Path lock = data.resolve("store/mongod/mongod.lock");
        StoreChoice choice = StoreChoice.of(null, data, with);
        Files.writeString(lock, ProcessHandle.current().pid() + "\n");
        assertThat(choice.command(data, 7)).endsWith("--bind_ip", "127.0.0.1", "--port", "7");
        Process running = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "read line; exit",
                        "mongod",
                        "--dbpath",
                        lock.getParent().toString())
                .start();
        Files.writeString(lock, running.pid() + "\n");
        try {
            assertThatThrownBy(() -> choice.command(data, 7))
                    .isInstanceOf(Trouble.class)
                    .hasMessageStartingWith("the mongod of process " + running.pid() + " still runs on ");
        } finally {
            running.getOutputStream().close();
        }
        running.waitFor();
        assertThat(choice.command(data, 7)).contains(mongod.toString());
    }
}
