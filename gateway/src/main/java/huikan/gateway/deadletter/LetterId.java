package huikan.gateway.deadletter;

import huikan.events.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Where a dead letter lies: {@code <service>-<partition>-<offset>}. */
record LetterId(String service, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("([a-z-]{1,40})-(\\d{1,6})-(\\d{1,15})");

    static Optional<LetterId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new LetterId(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    TopicPartition place() {
        return new TopicPartition(Topics.deadLetters(service), partition);
    }

    @Override
    public String toString() {
        return service + "-" + partition + "-" + offset;
    }
}
