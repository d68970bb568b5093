package huikan.submission.agency;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyEvent.Ended;
import huikan.events.AgencyEvent.FormerName;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Superior;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A reporting unit.
 *
 * @param code {@code <division code>-<org>}, e.g. {@code 210902-gov}
 * @param territory the government above it (块), or null
 * @param department the office above it in its own line (条), or null
 * @param territoryPath the superiors along that line up to the root, nearest first
 * @param departmentPath likewise
 * @param formerNames what it was called before, the oldest first
 * @param ended null while it exists
 */
public record Agency(
        String code,
        String name,
        AgencyLevel level,
        @Nullable String territory,
        @Nullable String department,
        List<Superior> territoryPath,
        List<Superior> departmentPath,
        long version,
        List<FormerName> formerNames,
        @Nullable Succession ended) {

    private static final String FORMER_NAMES = "formerNames";

    /** One that exists and never had another name. */
    public Agency(
            String code,
            String name,
            AgencyLevel level,
            @Nullable String territory,
            @Nullable String department,
            List<Superior> territoryPath,
            List<Superior> departmentPath,
            long version) {
        this(code, name, level, territory, department, territoryPath, departmentPath, version, List.of(), null);
    }

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

    /** Whether it has a superior on neither line. */
    boolean isRoot() {
        return territory == null && department == null;
    }

    /** Whether it is there on a day. */
    public boolean isThere(LocalDate day) {
        return ended == null || day.isBefore(ended.on());
    }

    /** Who may see what is this agency's: itself, and every superior along either line. */
    public Set<String> seenBy() {
        Set<String> codes = new LinkedHashSet<>();
        codes.add(code);
        codes.addAll(superiors());
        return codes;
    }

    /** In whose lists of agencies it is: who may see what is its own, and who comes in its place. */
    private List<String> listedFor() {
        return Stream.concat(seenBy().stream(), ended == null ? Stream.of() : ended.successors().stream())
                .distinct()
                .toList();
    }

    /** Along either line, nearest first. */
    public Set<String> superiors() {
        Set<String> codes = new LinkedHashSet<>();
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
        return new Agency(
                code, name, level, territory, department, alongTerritory, alongDepartment, version, formerNames, ended);
    }

    Agency withVersion(long grown) {
        return new Agency(
                code, name, level, territory, department, territoryPath, departmentPath, grown, formerNames, ended);
    }

    /**
     * As the directory has it after a change; what is known of it besides stays.
     *
     * @param wanted its name, its level and its superiors
     * @param renamedOn the first day of the name; null where the one before was a mistake
     */
    Agency changed(Agency wanted, @Nullable LocalDate renamedOn) {
        return new Agency(
                code,
                wanted.name,
                wanted.level,
                wanted.territory,
                wanted.department,
                territoryPath,
                departmentPath,
                version + 1,
                renamedOn == null || wanted.name.equals(name)
                        ? formerNames
                        : Stream.concat(formerNames.stream(), Stream.of(new FormerName(name, renamedOn.minusDays(1))))
                                .toList(),
                ended);
    }

    /** What it was called on a day. */
    public String nameOn(LocalDate day) {
        return formerNames.stream()
                .filter(one -> !one.until().isBefore(day))
                .findFirst()
                .map(FormerName::name)
                .orElse(name);
    }

    /** @param succession null where it exists after all */
    Agency ending(@Nullable Succession succession) {
        return new Agency(
                code,
                name,
                level,
                territory,
                department,
                territoryPath,
                departmentPath,
                version + 1,
                formerNames,
                succession);
    }

    AgencyPut event() {
        return new AgencyPut(
                code,
                name,
                level,
                territory,
                department,
                version,
                formerNames,
                ended == null ? null : new Ended(ended.on(), ended.successors()));
    }

    Document document() {
        Document document = new Document("_id", code)
                .append("name", name)
                .append("level", level.name())
                .append("territory", territory)
                .append("department", department)
                .append("territoryPath", Paths.documents(territoryPath))
                .append("departmentPath", Paths.documents(departmentPath))
                .append("seenBy", listedFor())
                .append("version", version);
        if (!formerNames.isEmpty()) {
            document.append(
                    FORMER_NAMES,
                    formerNames.stream()
                            .map(one -> new Document("name", one.name())
                                    .append("until", one.until().toString()))
                            .toList());
        }
        if (ended != null) {
            document.append(Succession.FIELD, ended.document());
        }
        return document;
    }

    static Agency of(Document document) {
        return new Agency(
                document.getString("_id"),
                document.getString("name"),
                AgencyLevel.valueOf(document.getString("level")),
                document.getString("territory"),
                document.getString("department"),
                Paths.read(document, "territoryPath"),
                Paths.read(document, "departmentPath"),
                document.getLong("version"),
                document.getList(FORMER_NAMES, Document.class, List.of()).stream()
                        .map(one -> new FormerName(one.getString("name"), LocalDate.parse(one.getString("until"))))
                        .toList(),
                Succession.read(document.get(Succession.FIELD, Document.class)));
    }
}
