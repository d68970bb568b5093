package huikan.review.testing;

import huikan.events.AgencyLevel;
import huikan.events.Relayer;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A filing of 210902-gov for 2023 that was accepted, as submission-service tells of it, unless it is said otherwise. */
public final class AcceptedFiling {

    private final List<Superior> path;
    private String id = UUID.randomUUID().toString();
    private String cycle = "annual-2023";
    private String agency = "210902-gov";
    private long revision = 1;
    private Instant at = Instant.parse("2024-02-08T00:00:00Z");
    private String replaces;
    private List<String> additive = List.of();
    private LocalDate periodTo;
    private Relayer relayedBy;
    private JsonNode document = JsonMapper.shared().createObjectNode();

    private AcceptedFiling(List<Superior> path) {
        this.path = path;
    }

    /** Of an agency under these, the next one first. */
    public static AcceptedFiling under(Superior... path) {
        return new AcceptedFiling(List.of(path));
    }

    public AcceptedFiling id(String its) {
        id = its;
        return this;
    }

    public AcceptedFiling cycle(String its) {
        cycle = its;
        return this;
    }

    public AcceptedFiling agency(String its) {
        agency = its;
        return this;
    }

    public AcceptedFiling revision(long its) {
        revision = its;
        return this;
    }

    public AcceptedFiling at(Instant its) {
        at = its;
        return this;
    }

    /** The second revision, in place of the first, where there is one. */
    public AcceptedFiling replaces(String first) {
        replaces = first;
        return first == null ? this : revision(2);
    }

    public AcceptedFiling additive(List<String> its) {
        additive = its;
        return this;
    }

    public AcceptedFiling periodTo(LocalDate its) {
        periodTo = its;
        return this;
    }

    public AcceptedFiling relayedBy(String office, String login) {
        relayedBy = new Relayer(office, login);
        return this;
    }

    public AcceptedFiling document(JsonNode its) {
        document = its;
        return this;
    }

    /** @param its JSON with single quotes */
    public AcceptedFiling document(String its) {
        return document(JsonMapper.shared().readTree(its.replace('\'', '"')));
    }

    public SubmissionAccepted event() {
        return new SubmissionAccepted(
                id,
                cycle,
                agency,
                AgencyLevel.COUNTY,
                path,
                revision,
                "sha256:x",
                at,
                false,
                replaces,
                Map.of(),
                Map.of(),
                Map.of(),
                additive,
                List.of(),
                periodTo,
                relayedBy,
                document);
    }
}
