package huikan.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who owes filings to the suite under load: the agencies below one that somebody files for, in as many cycles as are wanted. */
final class Province {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Api api;
    private final Logins logins;
    private final Books books;
    /** A suite elsewhere may have cycles of an earlier run. */
    private final String prefix = "bench-"
            + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZONE).format(Instant.now()) + "-";

    private final List<Login> reporters = new ArrayList<>();
    private int cycles;

    Province(Api api, Logins logins, Books books) {
        this.api = api;
        this.logins = logins;
        this.books = books;
    }

    /**
     * What one filing is owed for.
     *
     * @param reporter of the agency that owes it
     */
    record Slot(String cycle, Login reporter) {}

    /** Slots for at least so many filings, in new cycles: cycle by cycle, each with one for every agency. */
    List<Slot> slots(double filings) {
        List<Slot> slots = new ArrayList<>();
        do {
            String cycle = issue(prefix + ++cycles);
            reporters(cycle).forEach(one -> slots.add(new Slot(cycle, one)));
        } while (slots.size() < filings);
        return slots;
    }

    private String issue(String id) {
        LocalDate today = LocalDate.now(ZONE);
        ObjectNode cycle = Api.JSON.createObjectNode().put("id", id).put("form", "annual");
        cycle.putObject("period")
                .put("from", today.minusMonths(1).toString())
                .put("to", today.minusDays(1).toString());
        cycle.put("opensOn", today.toString())
                .put("dueOn", today.plusDays(20).toString())
                .put("closesOn", today.plusDays(40).toString());
        cycle.putObject("agencies").put("under", logins.top());
        api.post(logins.admin(), "/api/cycles", cycle);
        books.issued(id);
        return id;
    }

    /** Of the agencies that owe something in a cycle, the same for all cycles here. */
    private List<Login> reporters(String cycle) {
        String cursor = reporters.isEmpty() ? "" : null;
        while (cursor != null) {
            JsonNode page = api.get(logins.reader(), "/api/cycles/" + cycle + "/obligations?limit=200" + cursor);
            for (JsonNode one : page.path("items")) {
                logins.reporter(one.path("agency").asString()).ifPresent(reporters::add);
            }
            cursor = page.path("next").isString()
                    ? "&cursor=" + page.path("next").asString()
                    : null;
        }
        if (reporters.isEmpty()) {
            throw new Trouble("of the agencies under " + logins.top() + " none that files has a login here");
        }
        return reporters;
    }
}
