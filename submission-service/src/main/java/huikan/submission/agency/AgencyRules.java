package huikan.submission.agency;

import huikan.events.Line;
import huikan.events.Superior;
import huikan.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where an agency may hang. */
final class AgencyRules {

    static final Pattern CODE = Pattern.compile("[0-9]{6,12}-[a-z][a-z0-9-]{0,31}");

    /** Deeper than any line of government; a loop ends here. */
    private static final int LONGEST_PATH = 8;

    private AgencyRules() {}

    /** The superiors of an agency along a line, nearest first. */
    static List<Superior> path(Agency agency, Line line, Function<String, Optional<Agency>> find) {
        List<Superior> path = new ArrayList<>();
        String next = agency.superior(line);
        while (next != null && path.size() < LONGEST_PATH) {
            Optional<Agency> superior = find.apply(next);
            if (superior.isEmpty()) {
                break;
            }
            path.add(new Superior(superior.get().code(), superior.get().level()));
            next = superior.get().superior(line);
        }
        return path;
    }

    /** A superior must exist, stand no lower, and not hang below the agency itself. */
    static List<FieldError> check(Agency agency, Function<String, Optional<Agency>> find) {
        List<FieldError> errors = new ArrayList<>();
        for (Line line : Line.values()) {
            String code = agency.superior(line);
            String pointer = line == Line.TERRITORY ? "/territory" : "/department";
            if (code == null) {
                continue;
            }
            Optional<Agency> superior = find.apply(code);
            if (superior.isEmpty()) {
                errors.add(new FieldError(pointer, "agency.unknown", "There is no agency " + code + "."));
            } else if (superior.get().level().compareTo(agency.level()) > 0) {
                errors.add(new FieldError(pointer, "level.below", code + " stands below " + agency.level() + "."));
            } else if (path(agency, line, find).stream()
                    .anyMatch(step -> step.agency().equals(agency.code()))) {
                errors.add(new FieldError(pointer, "path.loop", code + " hangs below " + agency.code() + "."));
            }
        }
        return errors;
    }
}
