package huikan.submission.testing;

import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filings as the gateway tells of them. */
public final class Received {

    private Received() {}

    /**
     * @param rest of the body behind cycle and agency, such as {@code "indicators":{"own":{"INS001":5}}}
     */
    public static SubmissionReceived of(String cycle, String agency, @Nullable String key, String at, String rest) {
        WellFormed read = (WellFormed) FilingReader.read("{\"cycle\":\"%s\",\"agency\":\"%s\",%s}"
                .formatted(cycle, agency, rest)
                .getBytes(StandardCharsets.UTF_8));
        return new SubmissionReceived(
                UUID.randomUUID().toString().replace("-", ""),
                cycle,
                agency,
                key,
                read.digest(),
                Instant.parse(at),
                agency,
                read.canonical());
    }

    /**
     * With one figure.
     *
     * @param replaces the submission that it corrects
     */
    public static SubmissionReceived of(
            String cycle, String agency, @Nullable String key, String at, int figure, @Nullable String replaces) {
        String correction = replaces == null ? "" : ",\"replaces\":\"" + replaces + "\"";
        return of(cycle, agency, key, at, figures(figure) + correction);
    }

    /** With one figure. */
    public static SubmissionReceived of(String cycle, String agency, String at, int figure) {
        return of(cycle, agency, null, at, figures(figure));
    }

    public static String figures(int figure) {
        return "\"indicators\":{\"own\":{\"INS001\":" + figure + "}}";
    }
}
