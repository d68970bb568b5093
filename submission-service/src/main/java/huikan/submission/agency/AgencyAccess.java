package huikan.submission.agency;

import huikan.service.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Nobody sees what is not theirs: an agency sees itself, a superior its subtree along the lines it heads. */
@Component
public class AgencyAccess {

    private final Agencies agencies;

    AgencyAccess(Agencies agencies) {
        this.agencies = agencies;
    }

    /**
     * The agency whose subtree is asked for.
     *
     * @param under null for the caller's own
     * @return null for the whole, which only an administrator without an agency sees
     * @throws huikan.service.problem.ProblemException 404 when the caller may not know of it
     */
    public @Nullable String subtree(Caller caller, @Nullable String under) {
        String own = caller.agency();
        if (under == null) {
            return own;
        }
        if (!caller.isAdmin() && caller.agencies().stream().noneMatch(one -> agencies.sees(one, under))) {
            throw AgencyProblem.UNKNOWN.because("There is no agency " + under + " that you may see.");
        }
        return under;
    }

    /**
     * The one agency that is asked for.
     *
     * @param code null for the caller's own
     * @throws huikan.service.problem.ProblemException 404 when there is none, or the caller may not know of it
     */
    public String one(Caller caller, @Nullable String code) {
        String asked = code == null ? caller.agency() : code;
        if (asked == null) {
            throw AgencyProblem.INVALID.because("Say of which agency: the caller has none of its own.");
        }
        return agencies.find(asked)
                .filter(found -> caller.maySee(found.seenBy()))
                .map(Agency::code)
                .orElseThrow(() -> AgencyProblem.UNKNOWN.because("There is no agency " + asked + " that you may see."));
    }
}
