package huikan.submission.agency;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Superior;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reporting unit.
 *
 * @param code {@code <division code>-<org>}, e.g. {@code 210902-gov}
 * @param territory the government above it (块), or null
 * @param department the office above it in its own line (条), or null
 * @param territoryPath the superiors along that line up to the root, nearest first
 * @param departmentPath likewise
 */
public record Agency(
        String code,
        String name,
        AgencyLevel level,
        @Nullable String territory,
        @Nullable String department,
        List<Superior> territoryPath,
        List<Superior> departmentPath,
        long version) {

    /** What kind of office it is, as its code says, e.g. {@code gov}. */
    public String org() {
        return code.substring(code.indexOf('-') + 1);
    }

    /** The superiors along one line, nearest first. */
    public List<Superior> path(Line line) {
        return line == Line.TERRITORY ? territoryPath : departmentPath;
    }

    /** The superior next above along one line. */
    public @Nullable String superior(Line line) {
        return line == Line.TERRITORY ? territory : department;
    }

    /** Who may see what is this agency's: itself and every superior along either line. */
    public Set<String> seenBy() {
        Set<String> codes = new LinkedHashSet<>();
        codes.add(code);
        territoryPath.forEach(superior -> codes.add(superior.agency()));
        departmentPath.forEach(superior -> codes.add(superior.agency()));
        return codes;
    }

    /** Those below either of the two have the same paths. */
    boolean hangsLike(Agency other) {
        return level == other.level
                && territoryPath.equals(other.territoryPath)
                && departmentPath.equals(other.departmentPath);
    }

    Agency withPaths(List<Superior> alongTerritory, List<Superior> alongDepartment) {
        return new Agency(code, name, level, territory, department, alongTerritory, alongDepartment, version);
    }

    Agency withVersion(long grown) {
        return new Agency(code, name, level, territory, department, territoryPath, departmentPath, grown);
    }

    AgencyPut event() {
        return new AgencyPut(code, name, level, territory, department, version);
    }
}
