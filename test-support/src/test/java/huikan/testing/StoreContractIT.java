package huikan.testing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the services rely on, of any store that speaks MongoDB's protocol. Whoever uses an operation that is not here adds it here first.
 */
class StoreContractIT {

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private static MongoClient client;

    private MongoCollection<Document> things;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Infrastructure.store());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void begin() {
        things = client.getDatabase("contract_" + UUID.randomUUID().toString().replace("-", ""))
                .withWriteConcern(WriteConcern.MAJORITY)
                .getCollection("things");
    }

    @AfterEach
    void tidy() {
        client.getDatabase(things.getNamespace().getDatabaseName()).drop();
    }

    private static Document thing(String id) {
        return new Document("_id", id).append("version", 0L).append("status", "A");
    }

    private List<String> ids(Iterable<Document> found) {
        List<String> ids = new ArrayList<>();
        found.forEach(one -> ids.add(one.getString("_id")));
        return ids;
    }

    @Test
    void it_answers_a_ping() {
        assertThat(client.getDatabase("admin")
                        .runCommand(new Document("ping", 1))
                        .get("ok"))
                .isIn(1, 1.0);
    }

    @Test
    void a_document_comes_back_as_it_went() {
        Document document = thing("1")
                .append("text", "督办〔2026〕7号")
                .append("at", Date.from(Instant.parse("2024-02-08T01:23:45.678Z")))
                .append("none", null)
                .append("flag", true)
                .append("whole", Long.MAX_VALUE)
                .append("list", List.of("a", new Document("b", List.of(1, 2L))))
                .append("empty", List.of());
        things.insertOne(document);
        assertThat(things.find(eq("1")).first()).isEqualTo(document);
        assertThat(things.find(eq("1")).projection(include("text")).first())
                .isEqualTo(new Document("_id", "1").append("text", "督办〔2026〕7号"));
    }

    @Test
    void of_many_the_first_that_is_there_already_stops_the_rest_and_is_named() {
        things.insertOne(thing("2"));
        assertThatThrownBy(() -> things.insertMany(List.of(thing("1"), thing("2"), thing("3"))))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        refused -> assertThat(refused.getWriteErrors())
                                .singleElement()
                                .satisfies(error -> {
                                    assertThat(error.getIndex()).isEqualTo(1);
                                    assertThat(error.getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
                                })
                                .extracting(BulkWriteError::getCode)
                                .isEqualTo(11000));
        assertThat(ids(things.find().sort(ascending("_id")))).containsExactly("1", "2");
    }

    @Test
    void a_unique_sparse_index_refuses_the_second_and_leaves_out_who_has_none() {
        things.createIndex(
                Indexes.ascending("key"), new IndexOptions().unique(true).sparse(true));
        things.insertMany(List.of(thing("1"), thing("2"), thing("3").append("key", "k")));
        assertThatThrownBy(() -> things.insertOne(thing("4").append("key", "k")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        refused -> assertThat(refused.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThat(things.countDocuments()).isEqualTo(3);
        things.insertOne(thing("5").append("key", "l"));
        assertThat(ids(things.find(in("key", "k", "l", "m")))).containsExactlyInAnyOrder("3", "5");
        assertThat(ids(things.find(in("key", "l", null)).sort(ascending("_id"))))
                .containsExactly("1", "2", "5");
        assertThat(indexOf(in("key", "k", "l", "m"))).isEqualTo("key_1");
    }

    /** The index that answers. */
    private String indexOf(Bson filter) {
        return things.find(filter).explain().toJson().replaceAll("(?s).*\"indexName\": \"([^\"]*)\".*", "$1");
    }

    @Test
    void a_change_is_made_once_by_whoever_saw_the_version_that_is() throws Exception {
        things.insertOne(thing("1"));
        int made = 0;
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            Callable<Long> change = () -> things.updateOne(
                            and(eq("1"), eq("version", 0L), in("status", "A", "B")),
                            combine(set("status", "C"), inc("version", 1L)))
                    .getModifiedCount();
            for (Future<Long> one : all.invokeAll(java.util.Collections.nCopies(8, change))) {
                made += Math.toIntExact(one.get());
            }
        }
        assertThat(made).isEqualTo(1);
        assertThat(things.find(eq("1")).first()).containsEntry("version", 1L).containsEntry("status", "C");
    }

    @Test
    void a_free_slot_is_one_that_is_null_or_was_never_there() {
        things.insertMany(List.of(
                thing("1").append("current", null), thing("2"), thing("3").append("current", "x")));
        for (String free : List.of("1", "2")) {
            assertThat(things.findOneAndUpdate(
                            and(eq(free), eq("current", null)),
                            combine(set("current", "y"), inc("revision", 1L)),
                            AFTER))
                    .containsEntry("current", "y")
                    .containsEntry("revision", 1L);
        }
        assertThat(things.findOneAndUpdate(and(eq("3"), eq("current", null)), set("current", "y"), AFTER))
                .isNull();
        things.updateOne(eq("3"), combine(set("current", null), unset("version")));
        assertThat(things.find(eq("3")).first()).containsEntry("current", null).doesNotContainKey("version");
    }

    @Test
    void an_outbox_is_filled_with_the_change_and_emptied_by_id() {
        things.createIndex(Indexes.ascending("outbox.at"), new IndexOptions().sparse(true));
        things.insertMany(List.of(
                thing("1"),
                thing("2"),
                thing("3").append("outbox", List.of()),
                thing("4").append("outbox", List.of(new Document("id", "d").append("at", new Date(2))))));
        things.updateOne(
                eq("1"),
                combine(
                        set("status", "B"),
                        pushEach(
                                "outbox",
                                List.of(
                                        new Document("id", "a").append("at", new Date(3)),
                                        new Document("id", "b").append("at", new Date(1))))));
        assertThat(ids(things.find(exists("outbox.at")).sort(ascending("outbox.at"))))
                .as("of several the oldest counts")
                .containsExactly("1", "4");
        things.deleteOne(eq("4"));
        assertThat(things.bulkWrite(List.of(
                                new UpdateOneModel<>(eq("1"), pull("outbox", in("id", "a"))),
                                new UpdateOneModel<>(eq("2"), set("status", "C"))))
                        .getModifiedCount())
                .isEqualTo(2);
        assertThat(things.find(eq("1")).first())
                .containsEntry("outbox", List.of(new Document("id", "b").append("at", new Date(1))));
        things.updateOne(eq("1"), pull("outbox", in("id", "b", "c")));
        assertThat(ids(things.find(exists("outbox.at")))).isEmpty();
    }

    @Test
    void a_replacement_puts_in_what_is_not_there() {
        things.replaceOne(eq("1"), thing("1"), new ReplaceOptions().upsert(true));
        things.bulkWrite(List.of(
                new ReplaceOneModel<>(eq("1"), thing("1").append("n", 2), new ReplaceOptions().upsert(true)),
                new ReplaceOneModel<>(eq("2"), thing("2"), new ReplaceOptions().upsert(true))));
        assertThat(things.find(eq("1")).first()).containsEntry("n", 2);
        assertThat(ids(things.find(in("_id", "1", "2", "3")))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void a_lease_is_taken_by_its_owner_or_when_it_has_run_out() {
        Date now = new Date();
        things.insertOne(
                new Document("_id", "lease").append("owner", "a").append("until", new Date(now.getTime() + 1_000)));
        assertThat(hold("b", now)).isZero();
        assertThat(hold("a", now)).isEqualTo(1);
        assertThat(hold("b", new Date(now.getTime() + 60_000))).isEqualTo(1);
        assertThat(things.deleteOne(and(eq("lease"), eq("owner", "a"))).getDeletedCount())
                .isZero();
        assertThat(things.deleteOne(and(eq("lease"), eq("owner", "b"))).getDeletedCount())
                .isEqualTo(1);
    }

    private long hold(String owner, Date now) {
        return things.updateOne(
                        and(eq("lease"), or(eq("owner", owner), lt("until", now))),
                        combine(set("owner", owner), set("until", new Date(now.getTime() + 5_000))))
                .getMatchedCount();
    }

    @Test
    void a_page_of_what_somebody_may_see_is_read_in_order_from_an_index() {
        things.createIndex(Indexes.ascending("cycle", "seenBy", "status", "rank"));
        things.createIndex(Indexes.ascending("seenBy", "rank"));
        List<Document> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(thing(String.format("%04d", i))
                    .append("cycle", "c" + i % 3)
                    .append("seenBy", List.of("province", "city" + i % 7))
                    .append("status", i % 5 == 0 ? "A" : i % 2 == 0 ? "B" : "C")
                    .append("rank", String.format("%04d", i * 37 % 1_000)));
        }
        things.insertMany(many);
        Document page = new Document(
                "$and",
                List.of(
                        Document.parse("{status: {$in: ['A', 'B']}}"),
                        Document.parse("{seenBy: 'city3'}"),
                        Document.parse("{cycle: 'c1'}"),
                        Document.parse("{rank: {$gt: '0200'}}")));
        List<String> expected = many.stream()
                .filter(one -> one.getString("cycle").equals("c1")
                        && one.getList("seenBy", String.class).contains("city3")
                        && !one.getString("status").equals("C")
                        && one.getString("rank").compareTo("0200") > 0)
                .sorted(java.util.Comparator.comparing(one -> one.getString("rank")))
                .limit(10)
                .map(one -> one.getString("_id"))
                .toList();
        assertThat(ids(things.find(page).sort(ascending("rank")).limit(10))).isEqualTo(expected);
        assertThat(things.countDocuments(and(eq("cycle", "c1"), eq("seenBy", "province"), in("status", "A", "B"))))
                .isEqualTo(many.stream()
                        .filter(one -> one.getString("cycle").equals("c1")
                                && !one.getString("status").equals("C"))
                        .count());
        assertThat(plan(page, "rank")).contains("IXSCAN").doesNotContain("COLLSCAN");
        assertThat(plan(new Document("seenBy", "city3"), "rank"))
                .contains("IXSCAN")
                .doesNotContain("COLLSCAN")
                .doesNotContain("\"SORT\"");
    }

    private String plan(Document filter, String sort) {
        return things.find(filter)
                .sort(ascending(sort))
                .limit(10)
                .explain()
                .get("queryPlanner", Document.class)
                .get("winningPlan", Document.class)
                .toJson();
    }

    @Test
    void all_of_a_long_list_come_though_the_driver_asks_several_times() {
        List<Document> many = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            many.add(thing(String.format("%05d", i)));
        }
        things.insertMany(many);
        assertThat(ids(things.find(gt("_id", "00099")).sort(ascending("_id")).batchSize(100)))
                .hasSize(2_400)
                .isSorted();
    }
}
