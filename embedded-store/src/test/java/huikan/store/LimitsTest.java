package huikan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CollationStrength;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/adr/0003-embedded-store.md} says that this store does not do. */
class LimitsTest {

    private static final Path PAGE = Path.of("../docs/adr/0003-embedded-store.md");

    @TempDir
    Path folder;

    private EmbeddedStore store;
    private MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> things;

    @BeforeEach
    void open() throws IOException {
        store = EmbeddedStore.open(folder.resolve("store.mv"), 0);
        client = MongoClients.create(store.uri());
        database = client.getDatabase("test");
        things = database.getCollection("things");
        things.insertOne(Document.parse("{_id: 'a', n: 1, s: 'b', t: ['x'], at: ISODate('2026-01-01T00:00:00Z')}"));
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private void isRefusedAndListed(String asked, Runnable asking) throws IOException {
        assertThatThrownBy(asking::run).isInstanceOf(MongoException.class);
        String name = asked.replaceAll("^[^$]*(\\$\\w+).*", "$1");
        assertThat(Files.readString(PAGE)).contains("`" + name + "`");
    }

    private List<Document> aggregate(String stage) {
        return things.aggregate(List.of(Document.parse(stage))).into(new ArrayList<>());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$set: {x: 1}}",
                "{$replaceWith: {a: 1}}",
                "{$unionWith: 'things'}",
                "{$setWindowFields: {sortBy: {n: 1}, output: {r: {$rank: {}}}}}",
                "{$bucketAuto: {groupBy: '$n', buckets: 2}}",
                "{$densify: {field: 'n', range: {step: 1, bounds: 'full'}}}",
                "{$fill: {output: {n: {value: 0}}}}",
                "{$documents: [{a: 1}]}",
                "{$geoNear: {near: [0, 0], distanceField: 'x'}}",
                "{$search: {}}"
            })
    void stages_that_it_does_not_have(String stage) throws IOException {
        isRefusedAndListed(stage, () -> aggregate(stage));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$switch: {branches: [{case: true, then: 1}]}}",
                "{$let: {vars: {x: 1}, in: '$$x'}}",
                "{$round: ['$n', 0]}",
                "{$type: '$n'}",
                "{$toDecimal: '$n'}",
                "{$sin: '$n'}",
                "{$first: '$t'}",
                "{$regexMatch: {input: '$s', regex: 'a'}}",
                "{$trim: {input: '$s'}}",
                "{$dateTrunc: {date: '$at', unit: 'day'}}",
                "{$dateAdd: {startDate: '$at', unit: 'day', amount: 1}}"
            })
    void expressions_that_it_does_not_have(String expression) throws IOException {
        isRefusedAndListed(expression, () -> aggregate("{$project: {r: " + expression + "}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{$count: {}}", "{$stdDevPop: '$n'}", "{$firstN: {input: '$n', n: 1}}"})
    void accumulators_that_it_does_not_have(String accumulator) throws IOException {
        isRefusedAndListed(accumulator, () -> aggregate("{$group: {_id: null, r: " + accumulator + "}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$text: {$search: 'a'}}",
                "{$where: 'true'}",
                "{$jsonSchema: {required: ['n']}}",
                "{n: {$bitsAllSet: 1}}",
                "{g: {$near: [0, 0]}}",
                "{g: {$geoWithin: {$box: [[0, 0], [1, 1]]}}}"
            })
    void query_operators_that_it_does_not_have(String query) throws IOException {
        isRefusedAndListed(query, () -> things.find(Document.parse(query)).first());
    }

    @Test
    void updates_by_a_pipeline_sessions_and_wildcard_indexes_are_refused() {
        List<Bson> pipeline = List.of(Document.parse("{$set: {x: 1}}"));
        assertThatThrownBy(() -> things.updateOne(new Document(), pipeline)).isInstanceOf(MongoException.class);
        try (ClientSession session = client.startSession()) {
            assertThatThrownBy(() -> things.find(session).first()).isInstanceOf(MongoClientException.class);
        }
        assertThatThrownBy(() -> things.createIndex(Indexes.ascending("$**"))).isInstanceOf(MongoException.class);
    }

    @Test
    void the_filter_of_a_partial_index_is_ignored() {
        things.createIndex(
                Indexes.ascending("k"),
                new IndexOptions().unique(true).partialFilterExpression(Document.parse("{live: true}")));
        things.insertOne(Document.parse("{k: 1, live: false}"));
        assertThatThrownBy(() -> things.insertOne(Document.parse("{k: 1, live: false}")))
                .isInstanceOf(MongoWriteException.class);
    }

    @Test
    void collations_and_validators_are_ignored() {
        Collation caseless = Collation.builder()
                .locale("en")
                .collationStrength(CollationStrength.PRIMARY)
                .build();
        assertThat(things.find(new Document("s", "B")).collation(caseless)).isEmpty();
        database.createCollection(
                "checked",
                new CreateCollectionOptions()
                        .validationOptions(new ValidationOptions().validator(Document.parse("{n: {$type: 'int'}}"))));
        database.getCollection("checked").insertOne(new Document("n", "no number"));
        assertThat(database.getCollection("checked").countDocuments()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{filter: {$or: [{n: 1}, {n: 2}]}}",
                "{filter: {n: {$ne: 1}}}",
                "{filter: {s: {$regex: '^b'}}}",
                "{filter: {rows: {$elemMatch: {x: 1}}}}",
                "{filter: {_id: {$gt: 'a'}}}",
                "{filter: {u: {$gt: 1}}}",
                "{filter: {u: 1}}",
                "{sort: {u: 1}}"
            })
    void queries_that_no_index_serves(String find) {
        for (String field : List.of("n", "s", "rows.x")) {
            things.createIndex(Indexes.ascending(field));
        }
        things.createIndex(Indexes.ascending("u", "v"), new IndexOptions().unique(true));
        Document command = new Document("find", "things");
        command.putAll(Document.parse(find));
        assertThat(database.runCommand(new Document("explain", command)).toJson())
                .contains("COLLSCAN");
        command.append("filter", Document.parse("{u: 1, v: 1}")).remove("sort");
        assertThat(database.runCommand(new Document("explain", command)).toJson())
                .contains("IXSCAN");
    }
}
