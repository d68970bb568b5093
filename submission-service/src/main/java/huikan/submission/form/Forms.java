package huikan.submission.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The shipped forms, {@code directory/forms.json}. */
@Repository
public class Forms {

    private final Map<String, Form> byId = new LinkedHashMap<>();

    Forms() {
        try (var file = Forms.class.getResourceAsStream("/directory/forms.json")) {
            for (Form form : JsonMapper.shared().readValue(file, Form[].class)) {
                byId.put(form.id(), form);
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public Optional<Form> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Form> all() {
        return List.copyOf(byId.values());
    }
}
