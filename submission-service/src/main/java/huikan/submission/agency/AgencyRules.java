package huikan.submission.agency;

import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Superior;
import huikan.problem.FieldError;
import huikan.text.Blank;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an agency may be called, and where it may hang. */
final class AgencyRules {

    static final Pattern CODE = Pattern.compile("[0-9]{6,12}-[a-z][a-z0-9-]{0,31}");

    /** Deeper than any line of government; a loop ends here. */
    private static final int LONGEST_PATH = 8;

    static final int LONGEST_NAME = 200;

    private AgencyRules() {}

    static boolean isName(String name) {
        return !Blank.is(name) && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Of a name that takes the place of another.
     *
     * @param on the first day of the new one
     * @param pointer of that day
     */
    static List<FieldError> renamed(@Nullable Agency seen, LocalDate on, LocalDate today, String pointer) {
        if (seen == null) {
            return List.of(new FieldError(pointer, "name.first", "It had no name before."));
        }
        if (on.isAfter(today)) {
            return List.of(new FieldError(pointer, "date.too-late", on + " is after " + today + "."));
        }
        return seen.formerNames().isEmpty()
                        || on.isAfter(seen.formerNames().getLast().until().plusDays(1))
                ? List.of()
                : List.of(new FieldError(pointer, "date.past", "Its name of today is not that old."));
    }

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

    /** Who comes in its place must exist, and be another. */
    static List<FieldError> successors(Agency ending, List<String> codes, Map<String, Agency> known) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            Agency one = known.get(codes.get(i));
            if (one == null) {
                errors.add(new FieldError(
                        "/successors/" + i, "agency.unknown", "There is no agency " + codes.get(i) + "."));
            } else if (one.code().equals(ending.code())) {
                errors.add(new FieldError("/successors/" + i, "agency.self", "It cannot come in its own place."));
            } else if (one.ended() != null) {
                errors.add(new FieldError("/successors/" + i, "agency.ended", one.code() + " has ended."));
            }
        }
        return errors;
    }

    /**
     * Whoever has a superior keeps one, on one line at least, so that empty cells make no agency stand alone; a province may.
     *
     * @param seen as it stands; null for a new one
     * @param pointer to what is wanted
     */
    static List<FieldError> keepsSuperior(@Nullable Agency seen, Agency wanted, String pointer) {
        if (seen == null || seen.isRoot() || !wanted.isRoot() || wanted.level() == AgencyLevel.PROVINCE) {
            return List.of();
        }
        return List.of(new FieldError(
                pointer + "/territory",
                "agency.root",
                "It would have no superior on either line; it has "
                        + Stream.of(seen.territory(), seen.department())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" and "))
                        + "."));
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
            } else if (superior.get().ended() != null) {
                errors.add(new FieldError(pointer, "agency.ended", code + " has ended."));
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
