package huikan.standalone;

import huikan.store.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Takes the arguments of {@code mongod} and does on its folder what the launcher relies on; there is no real one to test with. */
final class StandInMongod {

    private StandInMongod() {}

    /** An executable of that name in this folder. */
    static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path script = Files.writeString(folder.resolve("mongod"), """
                #!/bin/sh
                export CLASSPATH='%s'
                exec '%s' -Xmx128m -XX:+UseSerialGC %s "$@"
                """.formatted(
                        System.getProperty("java.class.path"),
                        ProcessHandle.current().info().command().orElseThrow(),
                        StandInMongod.class.getName()));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        if (!words.get(0).equals("--dbpath")
                || !words.subList(2, 5).equals(List.of("--bind_ip", "127.0.0.1", "--port"))
                || words.size() != 6) {
            System.err.println("Error parsing command line: " + words);
            System.exit(2);
        }
        Path folder = Path.of(words.get(1));
        Path lock = folder.resolve("mongod.lock");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n");
        EmbeddedStore store = EmbeddedStore.open(folder.resolve("stand-in.mv"), Integer.parseInt(words.get(5)));
        System.out.println("Waiting for connections");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            store.close();
            try {
                Files.writeString(lock, "");
            } catch (IOException failed) {
                System.err.println(failed);
            }
        }));
    }
}
