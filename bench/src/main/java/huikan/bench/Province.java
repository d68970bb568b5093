package huikan.bench;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who owes filings to the suite under load: all agencies of one province of the demo directory, in as many cycles as are wanted. */
final class Province {

    static final String TOP = "210000-gov";
    static final String READER = TOP + ".viewer";

    private final Api api;
    private final List<String> agencies = new ArrayList<>();
    private int cycles;

    Province(Api api) {
        this.api = api;
    }

    /**
     * A place for one filing.
     *
     * @param agency that owes it
     */
    record Slot(String cycle, String agency) {}

    /** So many new cycles, each with a slot for every agency. */
    List<String> cycles(int wanted) {
        List<String> issued = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            issued.add(issue("bench-" + ++cycles));
        }
        return issued;
    }

    private String issue(String id) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        ObjectNode cycle = Api.JSON.createObjectNode().put("id", id).put("form", "annual");
        cycle.putObject("period")
                .put("from", today.minusMonths(1).toString())
                .put("to", today.minusDays(1).toString());
        cycle.put("opensOn", today.toString())
                .put("dueOn", today.plusDays(20).toString())
                .put("closesOn", today.plusDays(40).toString());
        cycle.putObject("agencies").put("under", TOP);
        api.post("admin", "/api/cycles", cycle);
        return id;
    }

    /** The agencies that owe something in a cycle; the same for all cycles here. */
    List<String> agencies(String cycle) {
        if (agencies.isEmpty()) {
            String cursor = "";
            do {
                JsonNode page = api.get(READER, "/api/cycles/" + cycle + "/obligations?limit=200" + cursor);
                page.path("items")
                        .forEach(one -> agencies.add(one.path("agency").asString()));
                cursor = page.path("next").isString()
                        ? "&cursor=" + page.path("next").asString()
                        : "";
            } while (!cursor.isEmpty());
        }
        return agencies;
    }
}
