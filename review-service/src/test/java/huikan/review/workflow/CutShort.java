package huikan.review.workflow;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.test.context.TestComponent;

/** Cases as they are when a process ended in the middle. */
@TestComponent
public class CutShort {

    /** Writes a case as it was before something that is to be tried again. */
    public <T extends Record & Case<S>, S extends Enum<S> & State> void undo(
            Cases<T, S> cases, String id, UnaryOperator<T> before) {
        T seen = cases.store().find(id).orElseThrow();
        cases.store()
                .change(
                        seen,
                        new Transition<>(
                                before.apply(seen),
                                new huikan.trail.TrailStep.Made("undo", "test", null, java.time.Instant.EPOCH),
                                Json.empty(),
                                null,
                                List.of()))
                .orElseThrow();
    }
}
