package huikan.review.inbox;

import huikan.review.calendar.Today;
import huikan.review.matter.Queue;
import huikan.review.matter.Queued;
import huikan.review.matter.Waiting;
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

    private final List<Queue> queues;
    private final Today today;

    InboxController(List<Queue> queues, Today today) {
        this.queues = List.copyOf(queues);
        this.today = today;
    }

    /**
     * Something that waits for the caller.
     *
     * @param kind as in its path: {@code findings}, {@code orders}, ...
     */
    record InboxItem(
            String kind,
            String id,
            String title,
            String agency,
            String status,
            @Nullable LocalDate dueOn,
            boolean overdue,
            long version) {
        static InboxItem of(String kind, Queued one) {
            return new InboxItem(
                    kind, one.id(), one.title(), one.agency(), one.status(), one.dueOn(), one.overdue(), one.version());
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

    private record Placed(String place, InboxItem item) {}

    /** What waits for the caller and for the caller's role at the agency; what is due first comes first. */
    @GetMapping
    InboxView inbox(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        List<String> keys = Waiting.of(caller);
        List<Placed> found = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Waited kind : all(queue -> waited(queue, keys, cursor, most))) {
            found.addAll(kind.first());
            counts.put(kind.kind(), kind.count());
        }
        List<Placed> page = found.stream()
                .sorted(Comparator.comparing(Placed::place))
                .limit(most)
                .toList();
        return new InboxView(
                counts,
                page.stream().map(Placed::item).toList(),
                page.size() < most ? null : page.getLast().place());
    }

    /** Of one kind. */
    private record Waited(String kind, List<Placed> first, long count) {}

    /** Nothing is asked whose answer the other one knows: on a first page most kinds are there whole, later most are empty. */
    private Waited waited(Queue queue, List<String> keys, @Nullable String cursor, int most) {
        if (cursor == null) {
            List<Placed> first = page(queue, keys, null, most);
            return new Waited(queue.kind(), first, first.size() < most ? first.size() : queue.count(keys, COUNTED));
        }
        long count = queue.count(keys, COUNTED);
        return new Waited(queue.kind(), count == 0 ? List.of() : page(queue, keys, cursor, most), count);
    }

    private List<Placed> page(Queue queue, List<String> keys, @Nullable String cursor, int most) {
        return queue.waiting(keys, cursor, most, today.date()).stream()
                .map(one -> new Placed(one.place(), InboxItem.of(queue.kind(), one)))
                .toList();
    }

    /** Asked at the same time: each is a way to the store and back. */
    private List<Waited> all(Function<Queue, Waited> ask) {
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Waited>> asked = queues.stream()
                    .map(queue -> CompletableFuture.supplyAsync(() -> ask.apply(queue), asking))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
