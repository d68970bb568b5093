package huikan.submission.register;

import huikan.events.Superior;
import huikan.service.request.Violations;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.register.RegisterKind.Field;
import huikan.submission.register.RegisterKind.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The agencies that entries name: each is there, and the keeper may say of it what its register comes to. */
@Component
record EntryAgencies(Agencies agencies) {

    /** One that is named anew, and where. */
    record Naming(Field field, String agency, String pointer) {}

    /**
     * What an entry names that it did not name before.
     *
     * @param seen as it stands; null for a new one
     * @param pointer to its values
     */
    static List<Naming> anew(RegisterKind kind, Map<String, Object> values, @Nullable Entry seen, String pointer) {
        Map<String, Object> before = seen == null ? null : seen.last().values();
        List<Naming> anew = new ArrayList<>();
        for (Field field : kind.fields()) {
            Object named = values.get(field.name());
            if (field.type() == ValueType.AGENCY
                    && named != null
                    && (before == null || !named.equals(before.get(field.name())))) {
                anew.add(new Naming(field, named.toString(), pointer + "/" + field.name()));
            }
        }
        return anew;
    }

    void check(RegisterKind kind, String keeper, List<Naming> namings, Violations errors) {
        if (namings.isEmpty()) {
            return;
        }
        Map<String, Agency> known = agencies.findAll(
                Stream.concat(Stream.of(keeper), namings.stream().map(Naming::agency))
                        .collect(Collectors.toSet()));
        Set<String> offices = offices(known.get(keeper));
        for (Naming one : namings) {
            Agency named = known.get(one.agency());
            if (named == null) {
                errors.add(one.pointer(), "agency.unknown", "There is no agency " + one.agency() + ".");
            } else {
                errors.addIf(
                        one.field().name().equals(kind.against())
                                && (one.agency().equals(keeper)
                                        || named.superiors().stream().noneMatch(offices::contains)),
                        one.pointer(),
                        "register.against",
                        one.agency() + " is below neither " + keeper + " nor the government that it is an office of.");
            }
        }
    }

    /** Whoever is below one of them it decides on: itself, or the government of its level that it is an office of. */
    private static Set<String> offices(@Nullable Agency keeper) {
        return keeper == null
                ? Set.of()
                : Stream.concat(
                                Stream.of(keeper.code()),
                                keeper.territoryPath().stream()
                                        .filter(superior -> superior.level() == keeper.level())
                                        .map(Superior::agency))
                        .collect(Collectors.toSet());
    }
}
