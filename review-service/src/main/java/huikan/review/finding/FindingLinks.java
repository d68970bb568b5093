package huikan.review.finding;

import static java.util.Objects.requireNonNull;

import huikan.review.workflow.Act;
import huikan.review.workflow.Cases;
import huikan.service.request.Violations;
import huikan.service.security.EndedAgencies;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Findings that another case is about. */
@Component
public class FindingLinks {

    /** How many one case is about at most. */
    public static final int MOST = 200;

    private static final int LONGEST_CHAIN = 8;

    private final Cases<Finding, FindingStatus> findings;
    private final EndedAgencies ended;

    FindingLinks(Cases<Finding, FindingStatus> findings, EndedAgencies ended) {
        this.findings = findings;
        this.ended = ended;
    }

    /** What is named must be findings of that agency, or of one in whose place it came, that the caller may see, each once. */
    public void check(String pointer, List<String> ids, String agency, Act act, Violations violations) {
        Map<String, Document> known = new HashMap<>();
        findings.store()
                .fields(ids, "agency", "assignment.lead", "seenBy")
                .forEach(one -> known.put(one.getString("_id"), one));
        Set<String> seen = new HashSet<>();
        Set<String> units = new HashSet<>(ids.isEmpty() ? List.of() : ended.of(agency));
        units.add(agency);
        violations.each(
                pointer,
                ids,
                (at, id) -> violations
                        .addIf(
                                !fits(known.get(id), units, act),
                                at,
                                "finding.unknown",
                                "There is no finding " + id + " of " + agency + " that you may see.")
                        .addIf(!seen.add(id), at, "finding.twice", "It is named before."));
    }

    private static boolean fits(@Nullable Document finding, Set<String> units, Act act) {
        if (finding == null || !act.caller().maySee(finding.getList("seenBy", String.class))) {
            return false;
        }
        Document assignment = finding.get("assignment", Document.class);
        return units.contains(finding.getString("agency"))
                || (assignment != null && units.contains(assignment.getString("lead")));
    }

    /** Of some findings, those of which nothing is left to be rectified; one that was merged is with the one that was kept. */
    public Set<String> settled(Collection<String> ids) {
        Map<String, String> at = new HashMap<>();
        ids.forEach(id -> at.put(id, id));
        Set<String> settled = new HashSet<>();
        for (int i = 0; i < LONGEST_CHAIN && !at.isEmpty(); i++) {
            Map<String, Document> known = new HashMap<>();
            findings.store()
                    .fields(Set.copyOf(at.values()), "status", "mergedInto")
                    .forEach(one -> known.put(one.getString("_id"), one));
            at.entrySet().removeIf(one -> isDecided(known.get(one.getValue()), one.getKey(), settled));
            at.replaceAll((id, current) -> requireNonNull(known.get(current)).getString("mergedInto"));
        }
        return settled;
    }

    /** Whether it needs no further look; where it is settled it is put there. */
    private static boolean isDecided(@Nullable Document finding, String id, Set<String> settled) {
        if (finding == null) {
            return true;
        }
        FindingStatus status = FindingStatus.valueOf(finding.getString("status"));
        if (status.isSettled()) {
            settled.add(id);
        }
        return status != FindingStatus.MERGED;
    }
}
