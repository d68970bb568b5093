package huikan.review.workflow;

import huikan.review.workflow.Requests.ReplyRequest;
import java.time.Instant;
import java.util.List;

/** 反馈, 回复: what a unit answers to what was issued to it. */
public record Reply(String text, List<String> evidence, Person by, Instant at) {
    public static Reply of(ReplyRequest request, Act act) {
        return new Reply(request.reply(), request.shown(), act.by(), act.now());
    }
}
