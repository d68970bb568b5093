package huikan.submission.form;

import huikan.submission.version.VersionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The shipped forms, {@code directory/forms.json}, and what came over the API. */
@Repository
public class Forms {

    private final Map<String, Form> shipped = new LinkedHashMap<>();
    private final VersionStore<Form> stored;

    Forms(VersionStore<Form> stored) {
        this.stored = stored;
        try (var file = Forms.class.getResourceAsStream("/directory/forms.json")) {
            for (Form form : JsonMapper.shared().readValue(file, Form[].class)) {
                shipped.put(form.id(), form);
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** In its last version. */
    public Optional<Form> find(String id) {
        return Optional.ofNullable(byId().get(id));
    }

    /** Each in its last version. */
    public List<Form> all() {
        return List.copyOf(byId().values());
    }

    /** As it came with this release. */
    public Optional<Form> findShipped(String id) {
        return Optional.ofNullable(shipped.get(id));
    }

    private Map<String, Form> byId() {
        Map<String, Form> last = new LinkedHashMap<>(shipped);
        stored.published().forEach(one -> last.put(one.id(), one));
        return last;
    }
}
