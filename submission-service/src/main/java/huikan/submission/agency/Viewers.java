package huikan.submission.agency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Who may see a document, as it is stored: the agencies, and one entry for whoever sees all, so that one index serves both. */
public final class Viewers {

    /** The field. */
    public static final String FIELD = "seenBy";

    /** No agency's code. */
    private static final String ALL = "*";

    private Viewers() {}

    /**
     * What is asked for.
     *
     * @param agency null for whoever sees all
     */
    public static String orAll(@Nullable String agency) {
        return agency == null ? ALL : agency;
    }

    /** As it is stored. */
    public static List<String> stored(Collection<String> agencies) {
        List<String> all = new ArrayList<>(agencies);
        all.add(ALL);
        return all;
    }

    /** The agencies alone. */
    public static Set<String> read(Document document) {
        Set<String> agencies = new LinkedHashSet<>(document.getList(FIELD, String.class));
        agencies.remove(ALL);
        return agencies;
    }
}
