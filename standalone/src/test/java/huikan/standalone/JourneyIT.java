package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole way of a report on the sample filings of a small province. */
class JourneyIT {

    private static final String CYCLE = "annual-2022";
    private static final String COUNTY = "330106-gov";
    private static final String OTHER_COUNTY = "330110-gov";
    private static final String CITY = "330100-gov";
    private static final String PROVINCE = "330000-gov";

    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        api = RunningSuite.shared().api();
    }

    @Test
    void a_small_province_files_reviews_returns_corrects_and_sees_exact_rollups() throws IOException {
        String county = id(api.accepted(sample(COUNTY)));
        String other = id(api.accepted(sample(OTHER_COUNTY)));
        String city = id(api.accepted(sample(CITY)));
        String province = id(api.accepted(sample(PROVINCE)));

        eventually(() -> {
            JsonNode reported = api.rollup(PROVINCE, CYCLE, PROVINCE, "REPORTED");
            assertIndicator(reported, "INS001", 1870, 110, 300, 1460);
            assertThat(reported.at("/indicators/INS001/stated").asLong()).isEqualTo(1870);
            assertThat(reported.at("/filings/counted").asLong()).isEqualTo(4);
            // 10 of 62 concluded, never the mean of 20.00, 7.14 and 17.86
            assertThat(reported.at("/indicators/LIT012/rate").asString()).isEqualTo("16.13");
            assertThat(reported.at("/indicators/LIT012/numerator").asLong()).isEqualTo(10);
            assertThat(reported.at("/indicators/LIT012/denominator").asLong()).isEqualTo(62);
            // enterprises may have been inspected by both counties: no exact total
            assertThat(reported.at("/indicators/INS005/total").isNull()).isTrue();
            assertThat(reported.at("/indicators/INS005/atMost").asLong()).isEqualTo(165);
            // meetings mean nothing beyond the agency that held them
            assertThat(reported.at("/indicators/LDR001/total").asLong()).isEqualTo(12);
            // approved is only the province's own filing, which nobody stands above
            assertThat(api.rollup(PROVINCE, CYCLE, PROVINCE, "APPROVED")
                            .at("/filings/counted")
                            .asLong())
                    .isEqualTo(1);
            return reported;
        });

        returned(county);
        eventually(() -> {
            JsonNode reported = api.rollup(CITY, CYCLE, CITY, "REPORTED");
            assertIndicator(reported, "INS001", 940, 0, 300, 640);
            return reported;
        });
        String corrected = corrected(county);
        eventually(() -> {
            assertIndicator(api.rollup(CITY, CYCLE, CITY, "REPORTED"), "INS001", 1740, 0, 300, 1440);
            return null;
        });

        String cityCorrected = correctedSum(city);
        for (String one : new String[] {corrected, other, cityCorrected, province}) {
            assertThat(api.passAllLevels(PROVINCE, one).path("state").asString())
                    .isEqualTo("APPROVED");
        }
        eventually(() -> {
            JsonNode approved = api.rollup(PROVINCE, CYCLE, PROVINCE, "APPROVED");
            assertIndicator(approved, "INS001", 1850, 110, 300, 1440);
            assertThat(approved.at("/filings/counted").asLong()).isEqualTo(4);
            return approved;
        });
        for (String one : new String[] {corrected, other, cityCorrected, province}) {
            api.awaitState(PROVINCE, one, "APPROVED");
        }
        totalsAgreeWithTheirParts();
        balancedAndComplete();
        correctedAfterApproval(corrected, cityCorrected);
    }

    /** What the city was approved for is not what its counties file any more: it goes out of the approved figures with them. */
    private static void correctedAfterApproval(String county, String city) throws IOException {
        ObjectNode correction = sample(COUNTY);
        correction.withObject("/indicators/own").put("INS001", 810);
        String corrected = id(api.accepted(correction.put("replaces", county).put("reason", "又查出十次")));
        api.awaitState(CITY, city, "ACCEPTED");
        JsonNode review = api.review(CITY, city);
        assertThat(review.at("/voided/figures").toString())
                .isEqualTo("[{\"indicator\":\"INS001\",\"before\":1440,\"after\":1450}]");
        assertThat(review.at("/voided/filings/0/before").asString()).isEqualTo(county);
        eventually(() -> {
            // what the county was approved for counts until its correction is approved
            assertIndicator(api.rollup(PROVINCE, CYCLE, PROVINCE, "APPROVED"), "INS001", 1550, 110, 0, 1440);
            assertIndicator(api.rollup(PROVINCE, CYCLE, PROVINCE, "REPORTED"), "INS001", 1860, 110, 300, 1450);
            return null;
        });
        Trail trail = Api.JSON.treeToValue(
                api.get(CITY, "/api/submissions/" + city + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps())
                .extracting(TrailStep::move)
                .startsWith("receive", "accept")
                .endsWith("approve", "void");

        ObjectNode sum = sample(CITY);
        sum.withObject("/indicators/consolidated").put("INS001", 1750);
        sum.withObject("/indicators/byLevel/COUNTY").put("INS001", 1450);
        String again = id(api.accepted(sum.put("replaces", city).put("reason", "县级更正")));
        api.passAllLevels(PROVINCE, corrected);
        api.passAllLevels(PROVINCE, again);
        eventually(() -> {
            assertIndicator(api.rollup(PROVINCE, CYCLE, PROVINCE, "APPROVED"), "INS001", 1860, 110, 300, 1450);
            JsonNode books = api.get(PROVINCE, "/api/cycles/" + CYCLE + "/ledger")
                    .is(200)
                    .json();
            assertThat(books.path("approved").asLong()).isEqualTo(4);
            assertThat(books.path("balanced").asBoolean()).isTrue();
            return null;
        });
    }

    /** What is asked of a city is its own figure and those of the agencies directly below it. */
    private static void totalsAgreeWithTheirParts() throws IOException {
        JsonNode rollup = api.get(
                        CITY, "/api/metrics/rollup?cycle=" + CYCLE + "&indicators=INS001,PEN011&breakdown=children")
                .is(200)
                .json();
        assertThat(rollup.path("basis").asString()).isEqualTo("APPROVED");
        for (String code : new String[] {"INS001", "PEN011"}) {
            long total = sample(CITY).at("/indicators/own/" + code).asLong();
            for (JsonNode child : rollup.path("children")) {
                total += child.path("indicators").path(code).path("total").asLong();
            }
            assertThat(rollup.path("indicators").path(code).path("total").asLong())
                    .as(code)
                    .isEqualTo(total)
                    .isPositive();
        }
        long expected = 1;
        for (JsonNode child : rollup.path("children")) {
            expected += child.at("/filings/expected").asLong();
        }
        assertThat(rollup.at("/filings/expected").asLong()).isEqualTo(expected);
    }

    private static void returned(String submission) {
        JsonNode review = api.review(CITY + ".reviewer", submission);
        ObjectNode decision = Api.JSON
                .createObjectNode()
                .put("decision", "RETURN")
                .put("dueOn", LocalDate.now().plusDays(5).toString());
        decision.putArray("items")
                .addObject()
                .put("pointer", "/indicators/own/INS001")
                .put("reason", "FIGURE_DOUBTFUL")
                .put("comment", "与台账不一致");
        JsonNode returned = api.post(
                        CITY + ".reviewer",
                        "/api/reviews/" + submission + "/decisions",
                        decision,
                        "If-Match",
                        "\"" + review.path("version").asLong() + "\"")
                .is(200)
                .json();
        assertThat(returned.path("state").asString()).isEqualTo("RETURNED");
        api.awaitState(COUNTY, submission, "RETURNED");
        // the agency reads why
        assertThat(api.review(COUNTY, submission)
                        .at("/decisions/0/items/0/comment")
                        .asString())
                .isEqualTo("与台账不一致");
    }

    private static String corrected(String returned) throws IOException {
        ObjectNode correction = sample(COUNTY);
        correction.withObject("/indicators/own").put("INS001", 800);
        JsonNode withoutName = api.file(correction);
        assertThat(withoutName.path("state").asString()).isEqualTo("REJECTED");
        assertThat(withoutName.at("/rejection/type").asString()).isEqualTo("/problems/slot-held");

        correction.put("replaces", returned).put("reason", "检查次数按台账更正");
        JsonNode accepted = api.accepted(correction);
        assertThat(accepted.path("revision").asLong()).isEqualTo(2);
        api.awaitState(COUNTY, returned, "REPLACED");

        JsonNode review = api.review(CITY, id(accepted));
        assertThat(review.path("round").asInt()).isEqualTo(2);
        JsonNode changes = api.get(CITY, "/api/reviews/" + id(accepted) + "/changes")
                .is(200)
                .json();
        assertThat(changes.path("changes").size()).isEqualTo(1);
        assertThat(changes.at("/changes/0/pointer").asString()).isEqualTo("/indicators/own/INS001");
        assertThat(changes.at("/changes/0/before").asLong()).isEqualTo(820);
        assertThat(changes.at("/changes/0/after").asLong()).isEqualTo(800);
        return id(accepted);
    }

    /** The city stated the sum of its counties: when that has changed, it is not passed on before it is corrected. */
    private static String correctedSum(String city) throws IOException {
        String reviewer = PROVINCE + ".reviewer";
        JsonNode review = api.review(reviewer, city);
        String seen = "\"" + review.path("version").asLong() + "\"";
        JsonNode refused = api.post(
                        reviewer, "/api/reviews/" + city + "/decisions", "{\"decision\": \"PASS\"}", "If-Match", seen)
                .problem(422, "decision-invalid");
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/indicators/consolidated/INS001");
        api.post(
                        reviewer,
                        "/api/reviews/" + city + "/decisions",
                        """
                        {"decision": "RETURN", "dueOn": "%s", "items": [{"pointer": "/indicators/consolidated/INS001", "reason": "R01"}]}""".formatted(LocalDate.now().plusDays(5)),
                        "If-Match",
                        seen)
                .is(200);
        api.awaitState(CITY, city, "RETURNED");
        ObjectNode correction = sample(CITY);
        correction.withObject("/indicators/consolidated").put("INS001", 1740);
        correction.withObject("/indicators/byLevel/COUNTY").put("INS001", 1440);
        return id(api.accepted(correction.put("replaces", city).put("reason", "县级更正")));
    }

    private static void balancedAndComplete() {
        JsonNode ledger = eventually(() -> {
            JsonNode books = api.get(PROVINCE, "/api/cycles/" + CYCLE + "/ledger")
                    .is(200)
                    .json();
            assertThat(books.path("approved").asLong()).isEqualTo(4);
            return books;
        });
        assertThat(ledger.path("balanced").asBoolean()).as(ledger.toString()).isTrue();
        assertThat(ledger.path("filed").asLong()).isEqualTo(4);
        assertThat(ledger.path("received").asLong()).isEqualTo(7);
        assertThat(ledger.path("rejected").asLong()).isEqualTo(1);
        JsonNode completeness = api.get(PROVINCE, "/api/metrics/completeness?cycle=" + CYCLE)
                .is(200)
                .json();
        assertThat(completeness.path("filed").asLong()).isEqualTo(4);
        assertThat(completeness.path("expected").asLong())
                .isEqualTo(ledger.path("expected").asLong());
        assertThat(completeness.path("late").asLong()).isEqualTo(4);
    }

    private static void assertIndicator(
            JsonNode rollup, String code, long total, long province, long city, long county) {
        JsonNode value = rollup.path("indicators").path(code);
        assertThat(value.path("total").asLong(-1)).as(rollup.toString()).isEqualTo(total);
        assertThat(value.at("/byLevel/PROVINCE").asLong()).isEqualTo(province);
        assertThat(value.at("/byLevel/CITY").asLong()).isEqualTo(city);
        assertThat(value.at("/byLevel/COUNTY").asLong()).isEqualTo(county);
    }

    private static String id(JsonNode submission) {
        return submission.path("id").asString();
    }

    static ObjectNode sample(String agency) throws IOException {
        return (ObjectNode) Api.JSON.readTree(
                Files.readString(RunningSuite.HOME.resolve("demo/filings").resolve(agency + ".json")));
    }
}
