package huikan.review.access;

import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.EndedAgencies;
import huikan.service.security.EndedAgencies.Ended;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a caller may give something to do: itself and everybody below. */
@Component
public class Units {

    private final Directory directory;
    private final EndedAgencies ended;

    Units(Directory directory, EndedAgencies ended) {
        this.directory = directory;
        this.ended = ended;
    }

    /** Everybody above an agency, nearest first; empty for one that is not there. */
    public List<String> above(String agency) {
        return directory.above(agency).orElse(List.of());
    }

    /** The same of many; without those that are not there. */
    public Map<String, List<String>> above(Collection<String> agencies) {
        return directory.above(agencies);
    }

    /** Everybody above an agency, nearest first; empty for one that is not there, or that is neither the caller's nor below it. */
    public Optional<List<String>> above(String agency, Caller caller) {
        return directory.above(agency).filter(superiors -> isKnown(agency, superiors, caller));
    }

    private static boolean isKnown(String agency, List<String> superiors, Caller caller) {
        return caller.actsFor(agency) || caller.actsForAny(superiors);
    }

    /** An agency that the caller may not know of is a violation. */
    public void requireKnown(String pointer, String agency, Caller caller, Violations violations) {
        unknown(above(agency, caller).isEmpty(), pointer, agency, violations);
    }

    private static void unknown(boolean unknown, String pointer, String agency, Violations violations) {
        violations.addIf(unknown, pointer, "agency.unknown", "There is no agency " + agency + " that you may see.");
    }

    /** So is one that ended: what is to be done is given to somebody who is there. */
    public void requireThere(String pointer, String agency, Caller caller, Violations violations) {
        known(List.of(agency), caller).requireThere(pointer, agency, violations);
    }

    /** What the caller may know of some agencies. */
    public Known known(Collection<String> agencies, Caller caller) {
        Map<String, List<String>> above = new HashMap<>(directory.above(Set.copyOf(agencies)));
        above.entrySet().removeIf(one -> !isKnown(one.getKey(), one.getValue(), caller));
        return new Known(above, ended.among(above.keySet()));
    }

    /**
     * Agencies that the caller may know of.
     *
     * @param above of each everybody above it, nearest first
     * @param ended those that are there no more
     */
    public record Known(Map<String, List<String>> above, Map<String, Ended> ended) {

        public void requireThere(String pointer, String agency, Violations violations) {
            unknown(!above.containsKey(agency), pointer, agency, violations);
            Ended end = ended.get(agency);
            if (end != null) {
                String instead = end.successors().isEmpty()
                        ? "."
                        : "; in its place came " + String.join(", ", end.successors()) + ".";
                violations.add(pointer, "agency.ended", agency + " ended on " + end.on() + instead);
            }
        }

        /** 牵头单位, 配合单位: each once, the lead not among those that help, all there and known to the caller. */
        public void requireTeam(
                String pointer, @Nullable String lead, @Nullable List<String> supporting, Violations violations) {
            if (lead != null) {
                requireThere(pointer + "/lead", lead, violations);
            }
            List<String> helping = supporting == null ? List.of() : supporting;
            violations.addIf(
                    (lead != null && helping.contains(lead)) || new HashSet<>(helping).size() < helping.size(),
                    pointer + "/supporting",
                    "agency.twice",
                    "Each unit once, and the lead not among them.");
            violations.each(pointer + "/supporting", helping, (at, one) -> requireThere(at, one, violations));
        }
    }
}
