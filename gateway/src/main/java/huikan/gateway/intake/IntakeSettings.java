package huikan.gateway.intake;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is taken at the door.
 *
 * @param largestFiling bytes of one submission
 * @param longestBatch lines of one batch
 * @param patience how long Kafka has to acknowledge
 * @param oldestBacklog how long what was acknowledged may wait to be settled before no more is taken; zero for ever
 */
@ConfigurationProperties("huikan.intake")
record IntakeSettings(int largestFiling, int longestBatch, Duration patience, Duration oldestBacklog) {
    IntakeSettings {
        Setting.positive("huikan.intake.largest-filing", largestFiling);
        Setting.positive("huikan.intake.longest-batch", longestBatch);
        Setting.positive("huikan.intake.patience", patience);
        Setting.between("huikan.intake.oldest-backlog", Duration.ZERO, Duration.ofDays(1), oldestBacklog);
    }

    /**
     * Bytes that a body may have in memory, of which no more is read at a time than the largest filing.
     *
     * @param length that was told; negative when it was not
     */
    int inMemory(long length) {
        return length < 0 ? largestFiling : (int) Math.min(length, largestFiling);
    }
}
