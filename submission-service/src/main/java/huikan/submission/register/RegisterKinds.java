package huikan.submission.register;

import huikan.submission.version.VersionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The shipped kinds, {@code directory/registers.json}, and what came over the API. */
@Repository
public class RegisterKinds {

    private final Map<String, RegisterKind> shipped = new LinkedHashMap<>();
    private final VersionStore<RegisterKind> stored;
    /** What is published never changes. */
    private final Map<Version, RegisterKind> known = new ConcurrentHashMap<>();

    RegisterKinds(VersionStore<RegisterKind> stored) {
        this.stored = stored;
        try (var file = RegisterKinds.class.getResourceAsStream("/directory/registers.json")) {
            for (RegisterKind kind : JsonMapper.shared().readValue(file, RegisterKind[].class)) {
                shipped.put(kind.id(), kind);
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
        VersionStore.Stored<RegisterKind> found = stored.find(id);
        List<RegisterKind> published = found.published();
        return published.isEmpty() ? Optional.ofNullable(shipped.get(id)) : Optional.of(published.getLast());
    }

    /** @throws huikan.service.problem.ProblemException 404 */
    RegisterKind known(String id) {
        return find(id).orElseThrow(() -> RegisterProblem.UNKNOWN.because("There is no register " + id + "."));
    }

    Optional<RegisterKind> findShipped(String id) {
        return Optional.ofNullable(shipped.get(id));
    }

    /** The versions, by id, that a cycle is issued with. */
    public Map<String, Integer> atIssue() {
        Map<String, Integer> versions = new TreeMap<>();
        byId().forEach((id, kind) -> versions.put(id, kind.version()));
        return versions;
    }

    /** A version that there is. */
    RegisterKind version(String id, int number) {
        RegisterKind came = shipped.get(id);
        return came != null && came.version() == number
                ? came
                : known.computeIfAbsent(
                        new Version(id, number),
                        none -> stored.find(id).published().stream()
                                .filter(one -> one.version() == number)
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalStateException("there is no version " + number + " of " + id)));
    }

    private Map<String, RegisterKind> byId() {
        Map<String, RegisterKind> last = new LinkedHashMap<>(shipped);
        stored.published().forEach(one -> last.put(one.id(), one));
        return last;
    }
}
