package huikan.review.finding;

import huikan.review.matter.Wanting;
import huikan.service.security.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Findings that another thing is about. */
@Component
public class FindingLinks {

    private static final int MOST = 200;

    private final Findings findings;

    FindingLinks(Findings findings) {
        this.findings = findings;
    }

    /** What is named must be findings of that agency that the caller may see, each once. */
    public void check(String pointer, List<String> ids, String agency, Caller caller, Wanting wanting) {
        wanting.count(pointer, ids, 0, MOST);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(ids.size(), MOST); i++) {
            String id = ids.get(i);
            boolean fits = findings.find(id)
                    .filter(one -> caller.maySee(one.seenBy()))
                    .filter(one -> one.unit().equals(agency) || one.agency().equals(agency))
                    .isPresent();
            wanting.errorIf(
                            !fits,
                            pointer + "/" + i,
                            "finding.unknown",
                            "There is no finding " + id + " of " + agency + " that you may see.")
                    .errorIf(!seen.add(id), pointer + "/" + i, "finding.twice", "It is named before.");
        }
    }
}
