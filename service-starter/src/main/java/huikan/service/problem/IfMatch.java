package huikan.service.problem;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A thing that can change carries a version as its ETag; who changes it names the version that was seen. */
public final class IfMatch {

    private static final Pattern ETAG = Pattern.compile("\"\\d+\"");

    private IfMatch() {}

    /** A version as an ETag. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * @param ifMatch the header as it came, or null
     * @param version of the thing as it now stands
     * @throws ProblemException 428 without the header, 412 with another version
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null) {
            throw HttpProblem.IF_MATCH_MISSING.because("The thing has version " + version + ".");
        }
        if (!ifMatch.equals(etag(version))) {
            throw HttpProblem.STALE.because(
                    ETAG.matcher(ifMatch).matches()
                            ? "You saw " + ifMatch + ", it is " + etag(version) + " now."
                            : "If-Match is the ETag as it was told, with its quotation marks: it is " + etag(version)
                                    + " now, and came as " + ifMatch + ".");
        }
    }

    /** Somebody else changed it between the look and the write. */
    public static ProblemException overtaken() {
        return HttpProblem.STALE.because("It changed at this very moment; look again.");
    }
}
