package huikan.bench;

import huikan.bench.Load.Request;
import huikan.bench.Province.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** What the connections send in each part of a run. */
final class Cases {

    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final String ID = "\"id\":\"";
    private static final String RECEIPT = "\"receipt\":\"";

    private final Filings filings;
    private final Books books;

    /** @param books hear of every filing that is acknowledged by the suite */
    Cases(Filings filings, Books books) {
        this.filings = filings;
        this.books = books;
    }

    /** The same bytes as {@link #single} to the endpoint that does nothing. */
    Load.Requests nothing(Slot slot) {
        return () -> new Request(filings.nothing(slot), 1, response -> response.status() == ACCEPTED ? 1 : 0);
    }

    /**
     * One filing a request. When the slots are used up it begins again: such a filing is acknowledged like any other, and
     * refused afterwards because its slot is held.
     *
     * @param acknowledged hears of each filing with its id
     */
    Load.Requests single(List<Slot> slots, BiConsumer<Slot, String> acknowledged) {
        AtomicInteger next = new AtomicInteger();
        return () -> {
            Slot slot = slots.get(Math.floorMod(next.getAndIncrement(), slots.size()));
            return new Request(filings.single(slot), 1, response -> {
                if (response.status() != ACCEPTED) {
                    return 0;
                }
                books.acknowledged(slot);
                int at = response.body().indexOf(ID) + ID.length();
                acknowledged.accept(
                        slot, response.body().substring(at, response.body().indexOf('"', at)));
                return 1;
            });
        };
    }

    /** @param lines filings a request, all of one agency; its slots are used again and again */
    Load.Requests batch(List<Slot> slots, int lines) {
        Map<Login, List<Slot>> byReporter = new LinkedHashMap<>();
        slots.forEach(slot -> byReporter
                .computeIfAbsent(slot.reporter(), one -> new ArrayList<>())
                .add(slot));
        List<List<Slot>> batches = new ArrayList<>();
        byReporter.values().forEach(own -> {
            List<Slot> batch = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                batch.add(own.get(i % own.size()));
            }
            batches.add(batch);
        });
        AtomicInteger next = new AtomicInteger();
        return () -> {
            List<Slot> batch = batches.get(Math.floorMod(next.getAndIncrement(), batches.size()));
            return new Request(filings.batch(batch), lines, response -> receipts(batch, response));
        };
    }

    /** The answers stand in the order of the lines. */
    private int receipts(List<Slot> batch, Connection.Response response) {
        int receipts = 0;
        List<String> answers = response.status() == OK ? response.body().lines().toList() : List.of();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).contains(RECEIPT)) {
                books.acknowledged(batch.get(i));
                receipts++;
            }
        }
        return receipts;
    }
}
