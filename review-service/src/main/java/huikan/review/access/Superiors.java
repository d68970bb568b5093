package huikan.review.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 上级: who stands strictly above every responsible unit. Whoever rules on a plan, closes, samples or re-inspects is one of
 * them, so that nobody supervises themselves, neither alone nor through a unit below that was told to lead.
 */
public final class Superiors {

    private Superiors() {}

    /**
     * @param above of each responsible unit, everybody above it along either line, nearest first
     * @return nearest first; the root alone where it is one of the units, since nobody stands above it
     */
    public static List<String> of(Map<String, List<String>> above) {
        List<String> common = new ArrayList<>();
        boolean first = true;
        for (List<String> superiors : above.values()) {
            if (first) {
                common.addAll(superiors);
                first = false;
            } else {
                common.retainAll(superiors);
            }
        }
        common.removeAll(above.keySet());
        return common.isEmpty() ? root(above) : List.copyOf(common);
    }

    private static List<String> root(Map<String, List<String>> above) {
        return above.entrySet().stream()
                .filter(unit -> unit.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .filter(root -> standsOverTheOthers(root, above))
                .toList();
    }

    private static boolean standsOverTheOthers(String root, Map<String, List<String>> above) {
        return above.entrySet().stream()
                .allMatch(unit -> unit.getKey().equals(root) || unit.getValue().contains(root));
    }

    /** Of one unit. */
    public static List<String> of(String unit, List<String> above) {
        return above.isEmpty() ? List.of(unit) : List.copyOf(above);
    }

    /** Whether an agency is one of the units or stands above it. */
    public static boolean isOverOrIs(String agency, String unit, List<String> above) {
        return agency.equals(unit) || above.contains(agency);
    }
}
