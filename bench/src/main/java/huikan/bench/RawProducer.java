package huikan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apache Kafka's own ProducerPerformance, in a process of its own, with the gateway's settings. */
final class RawProducer {

    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec .* (\\d+) ms 50th.* (\\d+) ms 99th");

    private RawProducer() {}

    /** @param perSecond records */
    record Result(double perSecond, double p50Millis, double p99Millis) {}

    /**
     * @param broker host and port
     * @param topic that is there
     * @param records how many
     * @param size of each in bytes
     */
    static Result run(String broker, String topic, long records, int size) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Java.executable(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.apache.kafka.tools.ProducerPerformance",
                        "--topic",
                        topic,
                        "--num-records",
                        Long.toString(records),
                        "--record-size",
                        Integer.toString(size),
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + broker,
                        "acks=all",
                        "enable.idempotence=true",
                        "linger.ms=2"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // a line every five seconds, and the last one for all
        Matcher summary = SUMMARY.matcher(said);
        if (!summary.find()) {
            throw new IllegalStateException("ProducerPerformance said: " + said);
        }
        return new Result(
                Double.parseDouble(summary.group(2)),
                Double.parseDouble(summary.group(3)),
                Double.parseDouble(summary.group(4)));
    }
}
