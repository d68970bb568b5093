package huikan.review.matter;

import huikan.review.directory.Directory;
import huikan.service.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a caller may give something to do. */
@Component
public class Units {

    private static final int MOST_SUPPORTING = 50;

    private final Directory directory;

    Units(Directory directory) {
        this.directory = directory;
    }

    /**
     * Everybody above an agency, nearest first; what the caller may not know of is wanting at the pointer.
     *
     * @return empty where it is wanting, and for the root of a line
     */
    public List<String> above(String pointer, String agency, Caller caller, Wanting wanting) {
        Optional<List<String>> above = above(agency, caller);
        wanting.errorIf(
                above.isEmpty(), pointer, "agency.unknown", "There is no agency " + agency + " that you may see.");
        return above.orElse(List.of());
    }

    /** Everybody above an agency, nearest first; empty for one that is not there, or that is neither the caller's nor below it. */
    public Optional<List<String>> above(String agency, Caller caller) {
        return directory
                .above(agency)
                .map(List::copyOf)
                .filter(superiors -> caller.actsFor(agency) || superiors.contains(caller.agency()));
    }

    /** Units that help a lead unit (配合单位): each once, the lead not among them, all known to the caller. */
    public void supporting(
            String pointer, List<String> agencies, @Nullable String lead, Caller caller, Wanting wanting) {
        wanting.count(pointer, agencies, 0, MOST_SUPPORTING)
                .errorIf(
                        (lead != null && agencies.contains(lead))
                                || Set.copyOf(agencies).size() < agencies.size(),
                        pointer,
                        "agency.twice",
                        "Each unit once, and the lead not among them.");
        for (int i = 0; i < Math.min(agencies.size(), MOST_SUPPORTING); i++) {
            above(pointer + "/" + i, agencies.get(i), caller, wanting);
        }
    }
}
