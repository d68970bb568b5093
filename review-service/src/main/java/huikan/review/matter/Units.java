package huikan.review.matter;

import huikan.review.directory.Directory;
import huikan.service.security.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whom a caller may give something to do. */
@Component
public class Units {

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
        Optional<List<String>> above = directory
                .above(agency)
                .map(List::copyOf)
                .filter(superiors -> caller.actsFor(agency) || superiors.contains(caller.agency()));
        wanting.errorIf(
                above.isEmpty(), pointer, "agency.unknown", "There is no agency " + agency + " that you may see.");
        return above.orElse(List.of());
    }
}
