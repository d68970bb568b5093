package huikan.submission.register;

import huikan.submission.version.VersionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The shipped kinds, {@code directory/registers.json}, and what came over the API. */
@Repository
public class RegisterKinds {

    /** By id, those of one kind from the first to the last: cycles were issued with each of them. */
    private final Map<String, List<RegisterKind>> shipped = new LinkedHashMap<>();

    private final VersionStore<RegisterKind> stored;
    /** What is published never changes. */
    private final Map<Version, RegisterKind> known = new ConcurrentHashMap<>();

    RegisterKinds(VersionStore<RegisterKind> stored) {
        this.stored = stored;
        try (var file = RegisterKinds.class.getResourceAsStream("/directory/registers.json")) {
            for (RegisterKind kind : JsonMapper.shared().readValue(file, RegisterKind[].class)) {
                shipped.computeIfAbsent(kind.id(), none -> new ArrayList<>()).add(kind);
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private record Version(String id, int number) {}

    /** Each in its last version. */
    List<RegisterKind> all() {
        return List.copyOf(byId().values());
    }

    /** In its last version. */
    Optional<RegisterKind> find(String id) {
        return Stream.concat(shipped(id).stream(), stored.find(id).published().stream())
                .reduce((before, last) -> last);
    }

    /** @throws huikan.service.problem.ProblemException 404 */
    RegisterKind known(String id) {
        return find(id).orElseThrow(() -> RegisterProblem.UNKNOWN.because("There is no register " + id + "."));
    }

    /** Those of this release, from the first to the last. */
    List<RegisterKind> shipped(String id) {
        return shipped.getOrDefault(id, List.of());
    }

    /** The versions, by id, that a cycle is issued with. */
    public Map<String, Integer> atIssue() {
        Map<String, Integer> versions = new TreeMap<>();
        byId().forEach((id, kind) -> versions.put(id, kind.version()));
        return versions;
    }

    /** A version that there is. */
    RegisterKind version(String id, int number) {
        return known.computeIfAbsent(
                new Version(id, number),
                none -> Stream.concat(shipped(id).stream(), stored.find(id).published().stream())
                        .filter(one -> one.version() == number)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("there is no version " + number + " of " + id)));
    }

    private Map<String, RegisterKind> byId() {
        Map<String, RegisterKind> last = new LinkedHashMap<>();
        shipped.values().forEach(versions -> last.put(versions.getLast().id(), versions.getLast()));
        stored.published().forEach(one -> last.put(one.id(), one));
        return last;
    }
}
