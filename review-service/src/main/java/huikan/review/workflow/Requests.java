package huikan.review.workflow;

import huikan.service.request.Bounds;
import huikan.service.request.ContentDigest;
import huikan.service.request.Filled;
import huikan.service.request.Note;
import huikan.service.request.Text;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with moves of several kinds. */
public final class Requests {

    private Requests() {}

    public record Reason(@Filled @Note String reason) {}

    public record Comment(@Note @Nullable String comment) {}

    public record ReplyRequest(
            @Text String reply,

            @Size(max = Bounds.EVIDENCE, message = Bounds.COUNT) @Nullable
            List<@ContentDigest String> evidence) {
        public List<String> shown() {
            return evidence == null ? List.of() : List.copyOf(evidence);
        }
    }
}
