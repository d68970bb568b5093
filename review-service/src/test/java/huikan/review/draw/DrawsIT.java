package huikan.review.draw;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.canonical.CanonicalJson;
import huikan.draw.PublishedDraw;
import huikan.review.testing.OverHttp;
import huikan.trail.Trail;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class DrawsIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static String body(String commitment) {
        String pool = IntStream.range(0, 20)
                .mapToObj(i -> "{'id': '企业%d', 'weight': %s, 'stratum': '%s'}"
                        .formatted(i, i % 3 == 0 ? "2.5" : "1", i < 10 ? "A" : "B"))
                .collect(Collectors.joining(","));
        return "{'purpose': '双随机抽查', 'pool': [%s], 'count': 6, 'commitment': %s}".formatted(pool, commitment);
    }

    private Answer frozen(String commitment) {
        itIs("2024-03-01");
        return post(CITY, "/api/draws", body(commitment)).is(201);
    }

    @Test
    void a_draw_is_committed_to_frozen_revealed_and_recomputed_by_anybody() {
        Answer frozen = frozen("'" + CanonicalJson.digest("my seed") + "'");
        String draw = "/api/draws/" + frozen.id();
        assertThat(frozen.json().path("result").isNull()).isTrue();
        assertThat(frozen.json().path("salt").isNull()).isTrue();
        assertThat(post(CITY, draw + "/verification", null)
                        .is(200)
                        .json()
                        .path("sound")
                        .asBoolean())
                .isFalse();
        assertThat(move(CITY, draw, "reveal", "{'seed': 'another'}").problem(422, "matter-invalid"))
                .containsExactly("/seed seed.mismatch");
        move(CITY, draw, "reveal", "{}").problem(422, "matter-invalid");
        move("210000-gov.supervisor", draw, "reveal", "{'seed': 'my seed'}").problem(403, "move-not-yours");
        Answer revealed = move(CITY, draw, "reveal", "{'seed': 'my seed'}").is(200);
        assertThat(revealed.json().path("result")).hasSize(6);
        assertThat(post("210000-gov.viewer", draw + "/verification", null)
                        .is(200)
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        PublishedDraw published =
                LENIENT.treeToValue(get("210000-gov.viewer", draw).json(), PublishedDraw.class);
        assertThat(published.faults()).isEmpty();
        assertThat(published.poolDigest()).isEqualTo(frozen.text("poolDigest"));
        move(CITY, draw, "reveal", "{'seed': 'my seed'}").problem(409, "move-impossible");
        assertThat(JSON.treeToValue(get(CITY, draw + "/trail").json(), Trail.class)
                        .faults())
                .isEmpty();
    }

    @Test
    void who_brings_no_seed_gets_one_that_nobody_sees_before() {
        Answer frozen = frozen("null");
        String draw = "/api/draws/" + frozen.id();
        Answer revealed = move(CITY, draw, "reveal", "{}").is(200);
        assertThat(CanonicalJson.digest(revealed.text("secret"))).isEqualTo(frozen.text("commitment"));
        assertThat(CanonicalJson.digest(revealed.text("salt"))).isEqualTo(frozen.text("saltCommitment"));
        // the first step of the trail, which everybody saw before, holds neither
        String first = get(CITY, draw + "/trail").json().path("steps").path(0).toString();
        assertThat(first).doesNotContain(revealed.text("secret")).doesNotContain(revealed.text("salt"));
    }

    @Test
    void everything_that_is_wrong_with_a_pool_is_told() {
        assertThat(post(
                                CITY,
                                "/api/draws",
                                "{'purpose': ' ', 'count': 3, 'commitment': 'x', 'pool': ["
                                        + "{'id': 'a', 'weight': 0}, {'id': 'a', 'weight': -1}]}")
                        .problem(422, "matter-invalid"))
                .containsExactly(
                        "/purpose field.missing",
                        "/commitment digest.malformed",
                        "/count number.range",
                        "/pool/0/weight number.range",
                        "/pool/1/id candidate.twice",
                        "/pool/1/weight number.range");
        post(CITY, "/api/draws", "{'purpose': 'x', 'count': 1, 'pool': []}").problem(422, "matter-invalid");
        post("210902-gov", "/api/draws", body("null")).problem(403, "move-not-yours");
        post("admin", "/api/draws", body("null")).problem(403, "move-not-yours");
    }

    @Test
    void strangers_see_nothing() {
        String draw = "/api/draws/" + frozen("null").id();
        get("210200-gov.supervisor", draw).problem(404, "matter-unknown");
        post("210200-gov.supervisor", draw + "/verification", null).problem(404, "matter-unknown");
        assertThat(get("210200-gov.supervisor", "/api/draws").json().path("items"))
                .isEmpty();
        assertThat(get("210000-gov.viewer", "/api/draws?status=FROZEN&under=210900-gov")
                        .json()
                        .path("items"))
                .isNotEmpty();
    }
}
