package huikan.bench;

import huikan.events.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A suite as {@code ./huikan start --demo} starts it, on a folder of its own and without rate limits. */
final class OwnSuite implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("([\\d.]+) s  ready");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final double NANOS_A_MILLI = 1e6;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /** The events on the way of a filing; written without transactions, so that their readers can be at the end. */
    private static final List<String> WAY = List.of(Topics.SUBMISSIONS_RECEIVED, Topics.SUBMISSIONS, Topics.REVIEWS);

    private final Process launcher;
    private final Path data;
    private final int port;
    private final double readySeconds;
    private final Admin admin;
    private final String broker;

    private OwnSuite(Process launcher, Path data, int port, double readySeconds, String broker) {
        this.launcher = launcher;
        this.data = data;
        this.port = port;
        this.readySeconds = readySeconds;
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker));
    }

    static OwnSuite start(Path home, Path data) throws IOException, InterruptedException {
        int port = freePort();
        int kafkaPort = freePort();
        Files.createDirectories(data);
        Path output = data.resolve("launcher.out");
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("huikan").toString(),
                        "start",
                        "--demo",
                        // a mongod on the path must not change what is measured
                        "--store",
                        "embedded",
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port),
                        "--kafka-port",
                        Integer.toString(kafkaPort))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        for (String limit : List.of("REQUESTS", "FILINGS", "TOKENS")) {
            builder.environment().put("HUIKAN_LIMIT_" + limit, "0");
        }
        Process launcher = builder.start();
        // a bench that is ended from outside ends what it started
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            Matcher ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return new OwnSuite(launcher, data, port, Double.parseDouble(ready.group(1)), "127.0.0.1:" + kafkaPort);
            }
            if (!launcher.isAlive() || System.nanoTime() > until) {
                launcher.destroy();
                throw new IllegalStateException("the suite did not start: " + Files.readString(output));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String broker() {
        return broker;
    }

    /** From the command to ready, as the launcher tells it. */
    double readySeconds() {
        return readySeconds;
    }

    void createTopic(String name, int partitions) throws InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    void deleteTopic(String name) throws InterruptedException {
        try {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /**
     * Memory of each process in megabytes: what it has for itself, and its part of what several of them have in memory
     * once, as Linux counts it (PSS); empty where /proc has no such count.
     */
    Map<String, Double> memory() throws IOException {
        Map<String, Double> megabytes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(data.resolve("suite.pid"))) {
            String[] words = line.split(" ", -1);
            Path mapped = Path.of("/proc", words[1], "smaps_rollup");
            if (Files.exists(mapped)) {
                String resident = Files.readAllLines(mapped).stream()
                        .filter(one -> one.startsWith("Pss:"))
                        .findFirst()
                        .orElseThrow();
                megabytes.put(name(words[0]), Double.parseDouble(resident.replaceAll("\\D", "")) / 1024);
            }
        }
        return megabytes;
    }

    /** Processor time that each process has taken since it began, in milliseconds. */
    Map<String, Double> processorMillis() throws IOException {
        Map<String, Double> millis = new LinkedHashMap<>();
        for (String line : Files.readAllLines(data.resolve("suite.pid"))) {
            String[] words = line.split(" ", -1);
            ProcessHandle.of(Long.parseLong(words[1]))
                    .flatMap(process -> process.info().totalCpuDuration())
                    .ifPresent(time -> millis.put(name(words[0]), time.toNanos() / NANOS_A_MILLI));
        }
        return millis;
    }

    private static String name(String word) {
        return word.equals("suite") ? "launcher" : word;
    }

    /** Waits until everything that was filed has gone its whole way. */
    void awaitDrained(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (int quiet = 0; quiet < 3; quiet = unread() == 0 ? quiet + 1 : 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(unread() + " events are not read after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private long unread() throws InterruptedException {
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            admin.describeTopics(WAY)
                    .allTopicNames()
                    .get()
                    .forEach((topic, about) -> about.partitions()
                            .forEach(one -> partitions.add(new TopicPartition(topic, one.partition()))));
            Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
            partitions.forEach(one -> latest.put(one, OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(latest).all().get();
            long unread = 0;
            for (var group : admin.listGroups().all().get()) {
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get();
                for (Map.Entry<TopicPartition, OffsetAndMetadata> one : read.entrySet()) {
                    ListOffsetsResultInfo end = ends.get(one.getKey());
                    unread += end == null ? 0 : end.offset() - one.getValue().offset();
                }
            }
            return unread;
        } catch (ExecutionException unanswered) {
            throw new IllegalStateException("the broker does not answer", unanswered);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        launcher.destroy();
        try {
            if (!launcher.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
