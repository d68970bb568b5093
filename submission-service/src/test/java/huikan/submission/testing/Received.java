package huikan.submission.testing;

import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filings as the gateway tells of them. */
public final class Received {

    private Received() {}

    /**
     * With the sections that its form asks for.
     *
     * @param rest of the body behind cycle, agency and sections, such as {@code "indicators":{"own":{"INS001":5}}}
     */
    public static SubmissionReceived of(String cycle, String agency, @Nullable String key, String at, String rest) {
        return event(agency, cycle, key, at, body(cycle, agency, rest));
    }

    /** Without sections, unless they are in the rest. */
    public static SubmissionReceived raw(String cycle, String agency, String at, String rest) {
        return event(agency, cycle, null, at, "{\"cycle\":\"%s\",\"agency\":\"%s\",%s}".formatted(cycle, agency, rest));
    }

    private static SubmissionReceived event(String agency, String cycle, @Nullable String key, String at, String body) {
        WellFormed read = (WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8));
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

    /** The body of such a filing. */
    public static String body(String cycle, String agency, String rest) {
        String sections = Stream.of("MEASURES_RESULTS", "SHORTCOMINGS", "LEADERSHIP_DUTY", "NEXT_YEAR")
                .map(kind -> "{\"kind\":\"" + kind + "\",\"text\":\"略\"}")
                .collect(Collectors.joining(","));
        return "{\"cycle\":\"%s\",\"agency\":\"%s\",\"sections\":[%s],%s}".formatted(cycle, agency, sections, rest);
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
