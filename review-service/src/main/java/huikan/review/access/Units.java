package huikan.review.access;

import huikan.service.request.Violations;
import huikan.service.security.Caller;
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

    Units(Directory directory) {
        this.directory = directory;
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

    /** Of some agencies, those that the caller may know of, with everybody above each. */
    public Map<String, List<String>> known(Collection<String> agencies, Caller caller) {
        Map<String, List<String>> known = new HashMap<>(directory.above(Set.copyOf(agencies)));
        known.entrySet().removeIf(one -> !isKnown(one.getKey(), one.getValue(), caller));
        return known;
    }

    private static boolean isKnown(String agency, List<String> superiors, Caller caller) {
        return caller.actsFor(agency) || (caller.agency() != null && superiors.contains(caller.agency()));
    }

    /** An agency that the caller may not know of is a violation. */
    public void requireKnown(String pointer, String agency, Caller caller, Violations violations) {
        unknown(above(agency, caller).isEmpty(), pointer, agency, violations);
    }

    private static void unknown(boolean unknown, String pointer, String agency, Violations violations) {
        violations.addIf(unknown, pointer, "agency.unknown", "There is no agency " + agency + " that you may see.");
    }

    /**
     * 牵头单位, 配合单位: each once, the lead not among those that help, all known to the caller.
     *
     * @param known as {@link #known} found them
     */
    public static void requireTeam(
            String pointer,
            @Nullable String lead,
            @Nullable List<String> supporting,
            Map<String, List<String>> known,
            Violations violations) {
        if (lead != null) {
            unknown(!known.containsKey(lead), pointer + "/lead", lead, violations);
        }
        List<String> helping = supporting == null ? List.of() : supporting;
        violations.addIf(
                (lead != null && helping.contains(lead)) || new HashSet<>(helping).size() < helping.size(),
                pointer + "/supporting",
                "agency.twice",
                "Each unit once, and the lead not among them.");
        violations.each(
                pointer + "/supporting", helping, (at, one) -> unknown(!known.containsKey(one), at, one, violations));
    }
}
