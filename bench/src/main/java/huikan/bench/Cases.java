package huikan.bench;

import huikan.bench.Province.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** What the connections send in each part of a run. */
final class Cases {

    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final String ID = "\"id\":\"";
    private static final String RECEIPT = "\"receipt\":\"";

    private final Filings filings;

    Cases(Filings filings) {
        this.filings = filings;
    }

    /** The same bytes as {@link #single} to the endpoint that does nothing. */
    Load.Requests nothing(Slot slot) {
        return () -> request(filings.nothing(slot), response -> response.status() == ACCEPTED ? 1 : 0);
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
            return request(filings.single(slot), response -> {
                if (response.status() != ACCEPTED) {
                    return 0;
                }
                int at = response.body().indexOf(ID) + ID.length();
                acknowledged.accept(
                        slot, response.body().substring(at, response.body().indexOf('"', at)));
                return 1;
            });
        };
    }

    /** @param lines filings a request, all of one agency; the slots of an agency stand side by side */
    Load.Requests batch(List<Slot> slots, int lines) {
        List<List<Slot>> batches = new ArrayList<>();
        for (int from = 0; from + lines <= slots.size(); from += lines) {
            batches.add(slots.subList(from, from + lines));
        }
        AtomicInteger next = new AtomicInteger();
        return () -> request(
                filings.batch(batches.get(Math.floorMod(next.getAndIncrement(), batches.size()))),
                response -> response.status() == OK ? count(response.body(), RECEIPT) : 0);
    }

    private static int count(String text, String word) {
        int times = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
            times++;
        }
        return times;
    }

    private interface Answered {
        int filings(Connection.Response response);
    }

    private static Load.Request request(byte[] bytes, Answered answered) {
        return new Load.Request() {
            @Override
            public byte[] bytes() {
                return bytes;
            }

            @Override
            public int answered(Connection.Response response) {
                return answered.filings(response);
            }
        };
    }
}
