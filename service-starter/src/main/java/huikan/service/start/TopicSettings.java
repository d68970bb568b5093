package huikan.service.start;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are made when they are not there.
 *
 * @param partitions of every topic alike: rollups need those of submissions and reviews to match
 * @param replicas copies of each record
 * @param largest bytes of one record; a filing of 1 MiB travels inside an event
 */
@ConfigurationProperties("huikan.topics")
public record TopicSettings(
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas,
        @DefaultValue("4194304") int largest) {
    /** A filing of the largest size with what is said about it. */
    private static final int SMALLEST_LARGEST = 2_097_152;

    public TopicSettings {
        Setting.positive("huikan.topics.partitions", partitions);
        Setting.positive("huikan.topics.replicas", replicas);
        Setting.atLeast("huikan.topics.largest", SMALLEST_LARGEST, largest);
    }
}
