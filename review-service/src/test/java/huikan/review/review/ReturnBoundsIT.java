package huikan.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.Superior;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** What a return says fits into an event, and lists of reviews carry no filings. */
class ReturnBoundsIT extends OverHttp {

    private static final String CITY = "210900-gov.reviewer";

    @Autowired
    Reviews reviews;

    private String filed(String text) {
        String id = UUID.randomUUID().toString();
        ObjectNode body = JSON.createObjectNode();
        body.putArray("sections").addObject().put("text", text);
        reviews.open(List.of(AcceptedFiling.under(
                        new Superior("210900-gov", AgencyLevel.CITY), new Superior("210000-gov", AgencyLevel.PROVINCE))
                .id(id)
                .agency("210903-gov")
                .document(body)
                .event()));
        return "/api/reviews/" + id;
    }

    private Answer returned(String item) {
        itIs("2024-03-01");
        return move(
                CITY,
                filed("x"),
                "decisions",
                "{'decision': 'RETURN', 'dueOn': '2024-12-31', 'items': [" + item + "]}");
    }

    private static String item(String pointer, String reason, String comment) {
        return "{'pointer': '%s', 'reason': '%s', 'comment': '%s'}".formatted(pointer, reason, comment);
    }

    @Test
    void reasons_comments_and_pointers_have_bounds() {
        assertThat(returned(item("/" + "x".repeat(200), "x".repeat(101), "x".repeat(501)))
                        .problem(422, "decision-invalid"))
                .containsExactlyInAnyOrder(
                        "/items/0/pointer text.too-long",
                        "/items/0/reason text.too-long",
                        "/items/0/comment text.too-long");
        assertThat(returned(String.join(", ", Collections.nCopies(201, item("/title", "x", "x"))))
                        .problem(422, "decision-invalid"))
                .containsExactly("/items items.count");
        returned(String.join(
                        ", ", Collections.nCopies(200, item("/" + "督".repeat(199), "督".repeat(100), "督".repeat(500)))))
                .is(200);
    }

    /** Its pattern took as deep a stack as the pointer was long. */
    @Test
    void a_pointer_of_a_hundred_thousand_parts_is_refused_like_any_other() {
        assertThat(returned(item("/a~0".repeat(100_000), "x", "x")).problem(422, "decision-invalid"))
                .containsExactly("/items/0/pointer text.too-long");
        assertThat(returned(item("a", "x", "x")).problem(422, "decision-invalid"))
                .containsExactly("/items/0/pointer pointer.malformed");
        assertThat(returned(item("/a~2", "x", "x")).problem(422, "decision-invalid"))
                .containsExactly("/items/0/pointer pointer.malformed");
        returned(item("/a~1b/0//c~0", "x", "x")).is(200);
    }

    @Test
    void lists_and_trails_carry_no_filings() {
        String text = "督".repeat(170_000);
        List<String> all =
                Collections.nCopies(20, text).stream().map(this::filed).toList();
        Answer page = get(CITY, "/api/reviews?under=210903-gov&limit=500").is(200);
        assertThat(page.response().body().length).isLessThan(1 << 20);
        assertThat(all).allMatch(one -> page.json().path("items").toString().contains(one.substring(13)));
        assertThat(get(CITY, all.getFirst() + "/trail").is(200).response().body().length)
                .isLessThan(10_000);
    }
}
