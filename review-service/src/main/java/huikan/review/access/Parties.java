package huikan.review.access;

import huikan.service.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has a part in a case, as far as {@link Relation} asks.
 *
 * @param units 责任单位, whose reporter or leader makes the unit's moves
 * @param superiors who stands strictly above every responsible unit, see {@link Superiors}
 * @param issuer the agency that issued, owns or decides it; null where there is none
 * @param people logins that have a part of their own in it
 * @param responsible the units, and those with which they answer for it
 */
public record Parties(
        List<String> units,
        List<String> superiors,
        @Nullable String issuer,
        List<String> people,
        List<String> responsible) {

    public Parties(List<String> units, List<String> superiors, @Nullable String issuer, List<String> people) {
        this(units, superiors, issuer, people, units);
    }

    /** One agency issues, another one is to do something. */
    public static Parties issued(String issuer, String unit) {
        return new Parties(List.of(unit), List.of(), issuer, List.of());
    }

    /** Whether a caller stands strictly above: not who came in the place of a responsible unit, where others stand there, too. */
    public boolean haveAbove(Caller caller) {
        return caller.actsForAny(superiors)
                && (superiors.stream().allMatch(caller::actsFor) || !caller.actsForAny(responsible));
    }
}
