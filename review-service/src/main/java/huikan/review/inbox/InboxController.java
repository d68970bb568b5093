package huikan.review.inbox;

import huikan.review.access.Waiting;
import huikan.review.calendar.Today;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.InboxEntry;
import huikan.review.workflow.Inboxed;
import huikan.review.workflow.Workflows;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/inbox}. */
@RestController
@RequestMapping("/api/inbox")
final class InboxController {

    private static final int COUNTED = 10_000;

    private final List<Inboxed> kinds;
    private final Today today;

    InboxController(Workflows workflows, Today today) {
        this.kinds =
                workflows.all().stream().<Inboxed>map(cases -> cases.store()).toList();
        this.today = today;
    }

    /**
     * Something that waits for the caller.
     *
     * @param kind as in its path: {@code findings}, {@code orders}, ...
     * @param dueOn when all of it is due
     * @param awaited the step that it waits for now; null where none has a day of its own
     */
    record InboxItem(
            String kind,
            String id,
            String title,
            String agency,
            String status,
            @Nullable LocalDate dueOn,
            @Nullable Awaited awaited,
            boolean overdue,
            long version) {
        static InboxItem of(String kind, InboxEntry one) {
            return new InboxItem(
                    kind,
                    one.id(),
                    one.title(),
                    one.agency(),
                    one.status(),
                    one.dueOn(),
                    one.awaited(),
                    one.overdue(),
                    one.version());
        }
    }

    /**
     * What waits for the caller.
     *
     * @param counts of each kind, counted up to 10 000
     */
    record InboxView(
            Map<String, Long> counts,
            List<InboxItem> items,
            @Nullable String next) {}

    private record Listed(String cursor, InboxItem item) {}

    /** What waits for the caller and for the caller's role at the agency; what is due first comes first. */
    @GetMapping
    InboxView inbox(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        List<String> keys = Waiting.of(caller);
        List<Listed> found = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Waited kind : all(kind -> waited(kind, keys, cursor, most))) {
            found.addAll(kind.first());
            counts.put(kind.kind(), kind.count());
        }
        List<Listed> page = found.stream()
                .sorted(Comparator.comparing(Listed::cursor))
                .limit(most)
                .toList();
        return new InboxView(
                counts,
                page.stream().map(Listed::item).toList(),
                page.size() < most ? null : page.getLast().cursor());
    }

    /** Of one kind. */
    private record Waited(String kind, List<Listed> first, long count) {}

    /** Nothing is asked whose answer the other one knows: on a first page most kinds are there whole, later most are empty. */
    private Waited waited(Inboxed queue, List<String> keys, @Nullable String cursor, int most) {
        if (cursor == null) {
            List<Listed> first = page(queue, keys, null, most);
            return new Waited(queue.kind(), first, first.size() < most ? first.size() : queue.count(keys, COUNTED));
        }
        long count = queue.count(keys, COUNTED);
        return new Waited(queue.kind(), count == 0 ? List.of() : page(queue, keys, cursor, most), count);
    }

    private List<Listed> page(Inboxed queue, List<String> keys, @Nullable String cursor, int most) {
        return queue.waiting(keys, cursor, most, today.date()).stream()
                .map(one -> new Listed(one.cursor(), InboxItem.of(queue.kind(), one)))
                .toList();
    }

    /** Asked at the same time: each is a way to the store and back. */
    private List<Waited> all(Function<Inboxed, Waited> ask) {
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Waited>> asked = kinds.stream()
                    .map(kind -> CompletableFuture.supplyAsync(() -> ask.apply(kind), asking))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
