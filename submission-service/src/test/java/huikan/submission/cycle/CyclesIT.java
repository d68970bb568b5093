package huikan.submission.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CyclesIT extends OverHttp {

    @Test
    void the_list_goes_through_every_cycle_once_what_is_due_last_first() {
        List<String> places = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    get("210902-gov", "/api/cycles?limit=3" + cursor).is(200).json();
            page.path("items")
                    .forEach(one -> places.add(
                            one.path("dueOn").asString() + " " + one.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asString();
        } while (cursor != null);
        assertThat(places)
                .contains("2024-03-01 annual-2023", "2024-03-01 annual-ndmo-2023", "2020-03-01 annual-2019")
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void what_is_no_cursor_is_refused() {
        get("210902-gov", "/api/cycles?cursor=first").problem(422, "invalid");
        get("210902-gov", "/api/cycles?limit=0").problem(422, "invalid");
    }
}
