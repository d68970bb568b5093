package huikan.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The document store that a suite runs on: an outside one, a {@code mongod} that the launcher runs, or the embedded store. A data
 * folder stays with the one of the last two that it was begun with, so that its documents do not seem to be lost when a
 * {@code mongod} is installed or removed.
 *
 * @param uri of an outside store
 * @param mongod the executable to run
 * @param reason for the operator
 */
record StoreChoice(@Nullable String uri, @Nullable Path mongod, String reason) {

    /** The value of {@code --store} that asks for the embedded store. */
    static final String EMBEDDED = "embedded";

    /** The name of the executable, of its process, and of its folder below {@code store}. */
    static final String MONGOD = "mongod";

    /** {@code mongod} does not watch its standard input, as the services do: a subshell sends SIGTERM when the launcher is gone. */
    private static final String STOP_WITH_LAUNCHER =
            "exec 3<&0; { cat <&3 >/dev/null; kill $$ 2>/dev/null; } & exec \"$@\" </dev/null 3<&-";

    /**
     * @param asked the value of {@code --store}
     * @param data the data folder
     * @param path the environment's {@code PATH}
     * @throws Trouble when the store that the folder was begun with cannot be used
     */
    static StoreChoice of(@Nullable String asked, Path data, String path) {
        boolean embedded = EMBEDDED.equals(asked);
        if (asked != null && !embedded) {
            return new StoreChoice(asked, null, "outside, as --store says");
        }
        Optional<Path> found = find(path);
        if (isFilled(folder(data))) {
            if (embedded || found.isEmpty()) {
                throw new Trouble("the data folder " + data + " was begun with mongod, and "
                        + (embedded ? "--store asks for the embedded store" : "there is no mongod on the path any more")
                        + ": " + (embedded ? "leave --store out" : "install it again")
                        + ", or give another folder with --data");
            }
            return new StoreChoice(null, found.get(), found.get() + ", with which the data folder was begun");
        }
        if (embedded) {
            return new StoreChoice(null, null, "embedded, as --store says");
        }
        if (Files.exists(data.resolve("store/store.mv"))) {
            return new StoreChoice(
                    null,
                    null,
                    "embedded, with which the data folder was begun"
                            + found.map(file -> "; a new folder would use " + file)
                                    .orElse(""));
        }
        return found.map(file -> new StoreChoice(
                        null, file, file + ", which is on the path (not with --store " + EMBEDDED + ")"))
                .orElseGet(() -> new StoreChoice(null, null, "embedded, for there is no mongod on the path"));
    }

    private static Optional<Path> find(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, MONGOD))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Path folder(Path data) {
        return data.resolve("store").resolve(MONGOD);
    }

    private static boolean isFilled(Path folder) {
        String[] files = folder.toFile().list();
        return files != null && files.length > 0;
    }

    /**
     * What runs {@code mongod}, on loopback only.
     *
     * @throws Trouble when one runs on the folder already
     */
    List<String> command(Path data, int port) {
        holder(data).ifPresent(pid -> {
            throw new Trouble("the mongod of process " + pid + " still runs on " + folder(data)
                    + ", maybe since a suite was killed: start again when it has ended");
        });
        return List.of(
                "/bin/sh",
                "-c",
                STOP_WITH_LAUNCHER,
                "sh",
                String.valueOf(mongod),
                "--dbpath",
                folder(data).toString(),
                "--bind_ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port));
    }

    /** {@code mongod} leaves its process id in a file; after a power cut another process may have that id. */
    private static Optional<Long> holder(Path data) {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder(data).resolve("mongod.lock")).strip());
            return ProcessHandle.of(pid)
                    .filter(process -> process.info()
                            .commandLine()
                            .orElse("")
                            .contains(folder(data).toString()))
                    .map(ProcessHandle::pid);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }
}
