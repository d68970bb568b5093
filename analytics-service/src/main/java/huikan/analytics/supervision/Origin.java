package huikan.analytics.supervision;

import java.util.List;

/**
 * What the first step of a case tells, and no later one changes.
 *
 * @param path its agency, and everybody above it then
 * @param facts of a finding its source, class and category and whether it is a key one, of a letter its kind
 */
record Origin(Kind kind, List<String> path, List<String> facts) {
    Origin {
        path = List.copyOf(path);
        facts = List.copyOf(facts);
    }

    /** Those whose lines are together: they are asked for together. */
    String group() {
        return kind + "/" + String.join("<", path);
    }
}
