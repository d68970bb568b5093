package huikan.gateway.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.gateway.deadletter.DeadLetter.Decision;
import huikan.gateway.deadletter.DeadLetter.State;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.DeadLetterHeaders;
import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemBody;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import huikan.service.security.Caller;
import huikan.text.Blank;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/dead-letters}, for the administrator. */
@RestController
@RequestMapping("/api/dead-letters")
final class DeadLetterController {

    private static final int MOST_AT_ONCE = 500;
    private static final int FIRST_LINES = 20;
    private static final int FIRST_CHARACTERS = 2_000;

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    /**
     * What is shown of one.
     *
     * @param topic in which the record was first
     * @param type of the event, when the record says one
     * @param failures how often it was given up
     * @param size of the payload, bytes
     * @param payload its first lines; all of it when one letter is asked for
     */
    record DeadLetterView(
            String id,
            String service,
            @Nullable String topic,
            @Nullable String key,
            @Nullable String type,
            @Nullable String cause,
            int failures,
            Instant failedAt,
            int size,
            String payload,
            State state,
            @Nullable Decision decision) {

        static DeadLetterView of(DeadLetter letter, boolean whole) {
            Headers headers = letter.record().headers();
            byte[] value = letter.record().value() == null
                    ? new byte[0]
                    : letter.record().value();
            String text = new String(value, StandardCharsets.UTF_8);
            String failedAt = DeadLetterHeaders.text(headers, DeadLetterHeaders.FAILED_AT);
            return new DeadLetterView(
                    letter.id().toString(),
                    letter.id().service(),
                    DeadLetterHeaders.text(headers, DeadLetterHeaders.TOPIC),
                    letter.record().key(),
                    CloudEvents.type(headers),
                    DeadLetterHeaders.text(headers, DeadLetterHeaders.CAUSE),
                    DeadLetterHeaders.failures(headers),
                    failedAt == null ? Instant.ofEpochMilli(letter.record().timestamp()) : Instant.parse(failedAt),
                    value.length,
                    whole ? text : firstLines(text),
                    letter.state(),
                    letter.decision().orElse(null));
        }

        private static String firstLines(String text) {
            String begin = text.substring(0, Math.min(FIRST_CHARACTERS, text.length()));
            return String.join("\n", begin.lines().limit(FIRST_LINES).toList());
        }
    }

    record DiscardBody(@Nullable String reason) {}

    record ManyBody(List<String> ids, @Nullable String reason) {}

    /** One of many: what it is now, or why nothing was done. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String id, @Nullable State state, @Nullable ProblemBody problem) {}

    record Answers(List<Answer> items) {}

    @GetMapping
    Page<DeadLetterView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(defaultValue = "WAITING") String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requireAdmin(caller);
        int most = Page.limit(limit);
        LetterId after = cursor == null ? null : id(cursor);
        State wanted = state.equals("ALL") ? null : state(state);
        return Page.of(
                asking(() -> letters.list(service, wanted, after, most)),
                most,
                letter -> letter.id().toString(),
                letter -> DeadLetterView.of(letter, false));
    }

    private static State state(String name) {
        try {
            return State.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw HttpProblem.INVALID.because("The parameter \"state\" is WAITING, REPLAYED, DISCARDED or ALL.");
        }
    }

    @GetMapping("/{id}")
    DeadLetterView one(@PathVariable String id, Caller caller) {
        requireAdmin(caller);
        return DeadLetterView.of(found(id), true);
    }

    @PostMapping("/{id}/replay")
    DeadLetterView replay(@PathVariable String id, Caller caller) {
        requireAdmin(caller);
        return DeadLetterView.of(replayed(found(id), caller), false);
    }

    @PostMapping("/{id}/discard")
    DeadLetterView discard(@PathVariable String id, @RequestBody DiscardBody body, Caller caller) {
        requireAdmin(caller);
        String reason = requireReason(body.reason());
        return DeadLetterView.of(discarded(found(id), reason, caller), false);
    }

    @PostMapping("/replays")
    Answers replayMany(@RequestBody ManyBody body, Caller caller) {
        requireAdmin(caller);
        return each(body, letter -> replayed(letter, caller));
    }

    @PostMapping("/discards")
    Answers discardMany(@RequestBody ManyBody body, Caller caller) {
        requireAdmin(caller);
        return each(body, letter -> discarded(letter, requireReason(body.reason()), caller));
    }

    private interface Move {
        DeadLetter of(DeadLetter letter);
    }

    private Answers each(ManyBody body, Move move) {
        if (body.ids().size() > MOST_AT_ONCE) {
            throw DeadLetterProblem.TOO_MANY.because(
                    "At most " + MOST_AT_ONCE + " at once; came " + body.ids().size() + ".");
        }
        List<LetterId> ids = body.ids().stream()
                .map(LetterId::parse)
                .flatMap(Optional::stream)
                .toList();
        Map<LetterId, DeadLetter> known = asking(() -> letters.find(ids));
        List<Answer> answers = new ArrayList<>();
        for (String id : body.ids()) {
            try {
                DeadLetter moved = move.of(found(id, known));
                // one that is named twice is decided on once
                known.put(moved.id(), moved);
                answers.add(new Answer(id, moved.state(), null));
            } catch (RuntimeException refused) {
                answers.add(new Answer(id, null, ProblemBody.of(Problems.of(refused), null)));
            }
        }
        return new Answers(answers);
    }

    private DeadLetter replayed(DeadLetter letter, Caller caller) {
        requireWaiting(letter);
        return asking(() -> letters.replay(letter, caller.login()));
    }

    private static String requireReason(@Nullable String reason) {
        if (reason == null || Blank.is(reason)) {
            throw DeadLetterProblem.REASON_MISSING.because("Say in \"reason\" why it is not needed.");
        }
        return reason;
    }

    private DeadLetter discarded(DeadLetter letter, String reason, Caller caller) {
        requireWaiting(letter);
        return asking(() -> letters.discard(letter, caller.login(), reason));
    }

    private static void requireWaiting(DeadLetter letter) {
        letter.decision().ifPresent(decision -> {
            throw DeadLetterProblem.DECIDED.because(
                    "It was " + decision.state() + " by " + decision.by() + " at " + decision.at() + ".");
        });
    }

    private DeadLetter found(String id) {
        LetterId parsed = id(id);
        return found(id, asking(() -> letters.find(List.of(parsed))));
    }

    private static DeadLetter found(String id, Map<LetterId, DeadLetter> known) {
        return LetterId.parse(id).map(known::get).orElseThrow(() -> unknown(id));
    }

    private static LetterId id(String text) {
        return LetterId.parse(text).orElseThrow(() -> unknown(text));
    }

    private static ProblemException unknown(String id) {
        return DeadLetterProblem.UNKNOWN.because("There is no dead letter " + id + ".");
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw HttpProblem.FORBIDDEN.because("Dead letters are for the administrator.");
        }
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException | org.springframework.kafka.KafkaException | CompletionException away) {
            throw DeadLetterProblem.KAFKA_AWAY
                    .because("Dead letters lie in Kafka, which cannot be reached.")
                    .retryAfter(Duration.ofSeconds(2));
        }
    }
}
