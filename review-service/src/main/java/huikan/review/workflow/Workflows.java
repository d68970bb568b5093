package huikan.review.workflow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Every kind of case. */
@Component
public class Workflows {

    private final Map<String, Cases<?, ?>> kinds = new LinkedHashMap<>();

    Workflows(List<Cases<?, ?>> all) {
        all.forEach(cases -> kinds.put(cases.workflow().kind(), cases));
    }

    /**
     * @throws huikan.service.problem.ProblemException 404 when there is no such kind
     */
    public Cases<?, ?> of(String kind) {
        Cases<?, ?> cases = kinds.get(kind);
        if (cases == null) {
            throw CaseProblem.UNKNOWN.because("There is no kind " + kind + "; there are " + kinds.keySet() + ".");
        }
        return cases;
    }

    public Collection<Cases<?, ?>> all() {
        return kinds.values();
    }
}
