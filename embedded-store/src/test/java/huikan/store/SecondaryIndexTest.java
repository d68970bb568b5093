package huikan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection with indexes answers exactly as one without, only sooner. */
class SecondaryIndexTest {

    private static final List<String> FIELDS = List.of("a", "b", "tags", "d.e", "rows.x");
    private static final String[] TEXTS = {"", "a", "ab", "b", "\u0000", "a\u0001", "é", "回看", "𠀀", "\uff5e"};

    @TempDir
    Path folder;

    private EmbeddedStore store;
    private MongoClient client;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> plain;

    @BeforeEach
    void open() throws IOException {
        store = EmbeddedStore.open(folder.resolve("store.mv"), 0);
        client = MongoClients.create(store.uri());
        indexed = client.getDatabase("test").getCollection("indexed");
        plain = client.getDatabase("test").getCollection("plain");
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private void createIndexes() {
        indexed.createIndex(Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b")));
        indexed.createIndex(Indexes.ascending("tags", "a", "b"));
        indexed.createIndex(Indexes.ascending("d.e"), new IndexOptions().sparse(true));
        indexed.createIndex(Indexes.descending("rows.x"), new IndexOptions().sparse(true));
        indexed.createIndex(Indexes.ascending("b"));
    }

    @Test
    void any_query_any_order_and_any_change_give_what_they_give_without_an_index() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            indexed.drop();
            plain.drop();
            if (seed % 2 == 0) {
                createIndexes();
            }
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                documents.add(document(random, "k" + i));
            }
            indexed.insertMany(documents);
            plain.insertMany(documents);
            createIndexes();
            for (int round = 0; round < 200; round++) {
                compare(random, "seed " + seed + " round " + round);
                if (round % 4 == 0) {
                    change(random);
                }
            }
        }
    }

    private void compare(Random random, String name) {
        Document query = query(random);
        Document sort = new Document();
        for (int i = random.nextInt(3); i > 0; i--) {
            sort.append(FIELDS.get(random.nextInt(FIELDS.size())), random.nextBoolean() ? 1 : -1);
        }
        // without the id the order of equals is anybody's choice
        sort.append("_id", random.nextBoolean() ? 1 : -1);
        int skip = random.nextInt(3) * random.nextInt(20);
        int limit = random.nextInt(3) * random.nextInt(40);
        assertThat(indexed.find(query).sort(sort).skip(skip).limit(limit).into(new ArrayList<>()))
                .as("%s: %s sorted by %s", name, query.toJson(), sort.toJson())
                .isEqualTo(plain.find(query).sort(sort).skip(skip).limit(limit).into(new ArrayList<>()));
        assertThat(indexed.countDocuments(query))
                .as("%s: count of %s", name, query.toJson())
                .isEqualTo(plain.countDocuments(query));
        CountOptions most = new CountOptions().limit(1 + random.nextInt(40));
        assertThat(indexed.countDocuments(query, most))
                .as("%s: count of %s up to %d", name, query.toJson(), most.getLimit())
                .isEqualTo(plain.countDocuments(query, most));
        Document first =
                sort.size() == 1 ? sort : new Document(sort.keySet().iterator().next(), 1);
        assertThat(values(indexed, query, first)).isEqualTo(values(plain, query, first));
    }

    /** With a sort that is not total the values of the field that is sorted by are the same. */
    private static List<Object> values(MongoCollection<Document> collection, Document query, Document sort) {
        String field = sort.keySet().iterator().next();
        return collection.find(query).sort(sort).map(found -> found.get(field)).into(new ArrayList<>()).stream()
                .filter(value -> !(value instanceof List))
                .map(value -> value instanceof Number number ? (Object) number.doubleValue() : value)
                .toList();
    }

    private void change(Random random) {
        Document query = query(random);
        switch (random.nextInt(4)) {
            case 0 -> {
                Document fresh = document(random, "n" + random.nextLong());
                indexed.insertOne(fresh);
                plain.insertOne(fresh);
            }
            case 1 -> {
                String id = "k" + random.nextInt(300);
                assertThat(indexed.deleteOne(new Document("_id", id)).getDeletedCount())
                        .isEqualTo(plain.deleteOne(new Document("_id", id)).getDeletedCount());
            }
            case 2 -> {
                Document update = new Document("$set", new Document("a", scalar(random)).append("tags", tags(random)));
                assertThat(indexed.updateMany(query, update).getModifiedCount())
                        .isEqualTo(plain.updateMany(query, update).getModifiedCount());
            }
            default -> {
                Document update = new Document("$unset", new Document("d", ""));
                assertThat(indexed.updateMany(query, update).getMatchedCount())
                        .isEqualTo(plain.updateMany(query, update).getMatchedCount());
            }
        }
    }

    private static Document document(Random random, String id) {
        Document document = new Document("_id", id);
        if (random.nextInt(10) > 0) {
            document.append("a", scalar(random));
        }
        document.append("b", TEXTS[random.nextInt(TEXTS.length)]);
        if (random.nextInt(5) > 0) {
            document.append("tags", tags(random));
        }
        if (random.nextInt(3) > 0) {
            document.append("d", new Document("e", scalar(random)));
        }
        List<Document> rows = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            rows.add(random.nextBoolean() ? new Document("x", random.nextInt(4)) : new Document());
        }
        return document.append("rows", rows);
    }

    private static List<String> tags(Random random) {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return tags;
    }

    private static Object scalar(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> random.nextInt(5) - 2;
            case 2 -> (long) random.nextInt(5) - 2;
            case 3 -> random.nextInt(9) / 4.0 - 1;
            case 4 -> 10_000_000_000L * (random.nextInt(3) - 1);
            case 5 -> random.nextBoolean();
            case 6 -> Date.from(Instant.ofEpochSecond(random.nextInt(3) - 1));
            default -> TEXTS[random.nextInt(TEXTS.length)];
        };
    }

    private static Document query(Random random) {
        List<Document> all = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            Object value = field.equals("rows.x") ? Integer.valueOf(random.nextInt(4)) : scalar(random);
            all.add(new Document(field, condition(random, value)));
        }
        return switch (all.size()) {
            case 0 -> new Document();
            case 1 -> all.getFirst();
            default -> new Document("$and", all);
        };
    }

    private static Object condition(Random random, Object value) {
        String bound = List.of("$gt", "$gte", "$lt", "$lte").get(random.nextInt(4));
        return switch (random.nextInt(7)) {
            case 0, 1 -> value;
            case 2 -> new Document("$in", Arrays.asList(value, scalar(random), scalar(random)));
            case 3 -> value == null ? new Document("$exists", true) : new Document(bound, value);
            case 4 ->
                value == null
                        ? new Document("$exists", false)
                        : new Document("$gte", value).append("$lte", value instanceof String ? "b" : value);
            case 5 -> new Document("$ne", value);
            default -> new Document("$exists", random.nextBoolean());
        };
    }

    @Test
    void indexes_are_kept_on_disk_and_filled_from_what_was_there_before_them() throws IOException {
        plain.insertMany(List.of(
                new Document("_id", "1").append("a", 1),
                new Document("_id", "2").append("a", 2),
                new Document("_id", "3").append("a", 2)));
        plain.createIndex(Indexes.ascending("a"));
        close();
        open();
        assertThat(index(plain, new Document("a", 2), new Document())).isEqualTo("a_1");
        assertThat(plain.countDocuments(new Document("a", 2))).isEqualTo(2);
        plain.dropIndex("a_1");
        assertThat(index(plain, new Document("a", 2), new Document())).isEqualTo("COLLSCAN");
        assertThat(plain.countDocuments(new Document("a", 2))).isEqualTo(2);
    }

    @Test
    void the_index_that_fits_best_is_read() {
        for (int i = 0; i < 200; i++) {
            plain.insertOne(new Document("_id", "k" + i)
                    .append("cycle", "c" + i % 2)
                    .append("agency", "a" + i % 50)
                    .append("seenBy", List.of("p", "c" + i % 10)));
        }
        plain.createIndex(Indexes.ascending("cycle", "agency"));
        plain.createIndex(Indexes.ascending("seenBy", "cycle"));
        plain.createIndex(Indexes.ascending("agency"));
        assertThat(index(plain, Document.parse("{_id: 'k1', cycle: 'c1'}"), new Document()))
                .isEqualTo("_id_");
        assertThat(index(plain, Document.parse("{$and: [{cycle: 'c1'}, {agency: 'a1'}]}"), new Document()))
                .isEqualTo("cycle_1_agency_1");
        assertThat(index(plain, Document.parse("{cycle: 'c1'}"), Document.parse("{agency: -1}")))
                .isEqualTo("cycle_1_agency_1");
        assertThat(index(plain, Document.parse("{cycle: {$in: ['c0', 'c1']}}"), Document.parse("{agency: 1}")))
                .isEqualTo("cycle_1_agency_1");
        assertThat(index(plain, Document.parse("{seenBy: 'c3', cycle: 'c1'}"), new Document()))
                .isEqualTo("seenBy_1_cycle_1");
        assertThat(index(plain, Document.parse("{seenBy: {$gt: 'c3'}}"), Document.parse("{seenBy: 1}")))
                .isEqualTo("SORT seenBy_1_cycle_1");
        assertThat(index(plain, new Document(), Document.parse("{_id: 1}"))).isEqualTo("_id_");
        assertThat(index(plain, Document.parse("{other: 1}"), new Document())).isEqualTo("COLLSCAN");
    }

    @Test
    void numbers_are_ordered_exactly_whatever_their_type() {
        List<Object> ordered = List.of(
                Double.NEGATIVE_INFINITY,
                new Decimal128(new java.math.BigDecimal("-1e400")),
                Long.MIN_VALUE,
                -2,
                -0.5,
                0,
                new Decimal128(new java.math.BigDecimal("0.1")),
                0.25,
                9_007_199_254_740_992L,
                9_007_199_254_740_993L,
                Long.MAX_VALUE,
                Double.POSITIVE_INFINITY);
        plain.createIndex(Indexes.ascending("n"));
        for (int i = ordered.size() - 1; i >= 0; i--) {
            plain.insertOne(new Document("_id", i).append("n", ordered.get(i)));
        }
        assertThat(plain.find()
                        .sort(Indexes.ascending("n"))
                        .map(found -> found.get("n"))
                        .into(new ArrayList<>()))
                .isEqualTo(ordered);
    }

    @Test
    void two_arrays_in_one_index_are_refused_and_leave_nothing_behind() {
        plain.createIndex(Indexes.ascending("x", "y"));
        assertThatThrownBy(() -> plain.insertOne(
                        new Document("_id", "1").append("x", List.of(1, 2)).append("y", List.of(1))))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("parallel arrays");
        assertThat(plain.countDocuments()).isZero();
        assertThat(plain.countDocuments(new Document("x", 1))).isZero();
    }

    private String index(MongoCollection<Document> collection, Document query, Document sort) {
        Document find = new Document("find", collection.getNamespace().getCollectionName())
                .append("filter", query)
                .append("sort", sort);
        Document plan = client.getDatabase("test")
                .runCommand(new Document("explain", find))
                .get("queryPlanner", Document.class)
                .get("winningPlan", Document.class);
        String sorted = plan.getString("stage").equals("SORT") ? "SORT " : "";
        Document read = sorted.isEmpty() ? plan : plan.get("inputStage", Document.class);
        return sorted
                + (read.getString("stage").equals("FETCH")
                        ? read.get("inputStage", Document.class).getString("indexName")
                        : read.getString("stage"));
    }
}
