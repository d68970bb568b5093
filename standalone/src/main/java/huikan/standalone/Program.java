package huikan.standalone;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a service is run from: its archive beside its libraries, and the cache of loaded classes that a training run
 * left there (JEP 514; class data sharing before Java 25). A build removes the cache, because Java 25 was seen to take old
 * classes out of it when an archive had changed. A start without it, or with one that does not fit, takes twice the time.
 */
final class Program {

    /**
     * They have the better compiler. With it in the others, too, the suite was ready some seconds later and took more memory,
     * and no filing more a second was carried through (ADR 12).
     */
    private static final Set<String> WELL_COMPILED = Set.of("gateway", Suite.BROKER_AND_STORE);

    /** The first Java that makes an AOT cache in one run. */
    private static final int AOT_CACHE = 25;

    private final String name;
    private final Path cache;
    /** Options and words of Java that are its own. */
    private final List<String> words;

    private final boolean training;

    private Program(String name, Path cache, List<String> words, boolean training) {
        this.name = name;
        this.cache = cache;
        this.words = words;
        this.training = training;
    }

    /**
     * @param home the checkout
     * @throws Trouble when the service was not built
     */
    static Program of(Path home, String name) {
        Path folder = home.resolve(name).resolve("target/app");
        return new Program(
                name, cache(folder), List.of("-jar", onlyJar(folder, name).toString()), false);
    }

    /** Broker and store, out of the archives that this process itself is run from. */
    static Program brokerAndStore(Path home, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                "-XX:NewRatio=1",
                "-XX:SurvivorRatio=4",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerAndStore.class.getName()));
        words.addAll(arguments);
        return new Program(Suite.BROKER_AND_STORE, cache(home.resolve("standalone/target")), words, false);
    }

    private static Path onlyJar(Path folder, String name) {
        File[] jars = folder.toFile().listFiles((parent, file) -> file.endsWith(".jar"));
        if (jars == null || jars.length != 1) {
            throw new Trouble(name + " is not in " + folder + "; ./huikan build makes it");
        }
        return jars[0].toPath();
    }

    /** The same, to leave the cache when it ends. */
    Program inTraining() {
        return new Program(name, cache, words, true);
    }

    boolean isTrained() {
        return Files.exists(cache);
    }

    /** A cache fits the very Java that made it. */
    private static Path cache(Path folder) {
        return folder.resolve("classes-" + Runtime.version() + ".cache");
    }

    /** The words that start it. */
    List<String> command(int heapMegabytes) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                // the cached objects need room from the first moment on: with a smaller first heap Java 25 refuses to
                // start
                "-Xms64m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseCompactObjectHeaders",
                // what compilers and large messages took for a moment goes back to the system
                "-XX:TrimNativeHeapInterval=10000",
                "-Djdk.nio.maxCachedBufferSize=262144",
                // libraries that use what a newer Java warns of; an older one does not know the words
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8"));
        if (!WELL_COMPILED.contains(name)) {
            command.add("-XX:TieredStopAtLevel=1");
            // with the 48 MB that it takes then, the room for compiled code is short enough at a start for a whole
            // collection
            command.add("-XX:ReservedCodeCacheSize=128m");
        }
        if (training) {
            command.add((isAot() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache);
        } else if (isTrained()) {
            command.add((isAot() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache);
            if (isAot()) {
                // Java 25 tells of each adapter that it makes itself after all
                command.add("-Xlog:aot*=error");
            }
        }
        command.addAll(words);
        return command;
    }

    private static boolean isAot() {
        return Runtime.version().feature() >= AOT_CACHE;
    }
}
