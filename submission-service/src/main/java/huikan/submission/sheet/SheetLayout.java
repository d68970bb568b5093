package huikan.submission.sheet;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.submission.cycle.Cycle;
import java.util.List;
import java.util.Map;

/**
 * Which cells the sheet of an agency has.
 *
 * @param level of the agency
 */
record SheetLayout(Cycle cycle, AgencyLevel level) {

    /** In the order of the form, by code. */
    Map<String, Definition> indicators() {
        return cycle.indicators();
    }

    List<SheetScope> scopes() {
        return SheetScope.of(level);
    }

    /** Of an own figure whether it is asked for; what does not become one figure of several agencies is nobody's but its own. */
    boolean takes(Definition one, SheetScope scope) {
        return scope.equals(SheetScope.OWN)
                ? cycle.form().asks(one.code(), level)
                : one.consolidation() != Consolidation.NONE;
    }
}
