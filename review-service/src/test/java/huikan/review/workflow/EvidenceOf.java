package huikan.review.workflow;

import huikan.events.AttachmentEvent.AttachmentStored;
import java.util.List;
import java.util.UUID;

/** Attachments for tests of other packages. */
public final class EvidenceOf {

    private EvidenceOf() {}

    /** {@code sha256:} and 64 times a, b, c, d, e and f, which every agency of the small province has. */
    public static void everybody(Evidence evidence) {
        for (String digit : List.of("a", "b", "c", "d", "e", "f")) {
            put(
                    evidence,
                    digit,
                    List.of("210000-gov", "210900-gov", "210902-gov", "210903-gov", "210200-gov", "210902-ndmo"));
        }
    }

    /** {@code sha256:} and 64 times a digit. */
    private static void put(Evidence evidence, String digit, List<String> agencies) {
        evidence.put(List.of(new AttachmentStored("sha256:" + digit.repeat(64), 1, "application/pdf", agencies, 1)));
    }

    /** A new one, as a request names it. */
    static String of(Evidence evidence, String agency) {
        String digest =
                "sha256:" + UUID.randomUUID().toString().replace("-", "").repeat(2);
        evidence.put(List.of(new AttachmentStored(digest, 1, "application/pdf", List.of(agency), 1)));
        return digest;
    }
}
