package huikan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NeededFieldsTest {

    private static final Document EVERY_TYPE = new Document("_id", "a")
            .append("text", "文字")
            .append("字段", 1.5)
            .append("whole", 7)
            .append("long", 7L << 40)
            .append("decimal", Decimal128.fromNumber(new BigDecimal("1.20")))
            .append("flag", true)
            .append("nothing", null)
            .append("at", Instant.parse("2026-11-25T00:00:00Z"))
            .append("stamp", new BsonTimestamp(5L))
            .append("object", new ObjectId())
            .append("uuid", UUID.randomUUID())
            .append("bytes", new BinData(new byte[] {0, 1, 2}))
            .append("pattern", new BsonRegularExpression("^a", "i"))
            .append("least", MinKey.getInstance())
            .append("most", MaxKey.getInstance())
            .append("list", List.of(1, "two", new Document("three", 3)))
            .append("inner", new Document("deep", new Document("deeper", 1)))
            .append("", "a field without a name")
            .append("last", "z");

    @Test
    void whatever_else_is_there_a_field_is_found() {
        byte[] stored = Bson.bytes(EVERY_TYPE);
        assertThat(Bson.bytes(Bson.document(stored, name -> true))).isEqualTo(stored);
        for (String field : EVERY_TYPE.keySet()) {
            assertThat(Bson.bytes(Bson.document(stored, field::equals)))
                    .as(field)
                    .isEqualTo(Bson.bytes(new Document(field, EVERY_TYPE.get(field))));
        }
        assertThat(Bson.document(stored, name -> false)).isEmpty();
    }

    @Test
    void a_type_that_nobody_knows_is_refused() {
        byte[] stored = Bson.bytes(new Document("a", 1));
        stored[4] = 0x60;
        assertThatThrownBy(() -> Bson.document(stored, name -> true)).hasMessageContaining("no type 96");
    }

    private static Set<String> read(Document query, Document orderBy, Document projection) {
        return NeededFields.of(query, orderBy, projection)
                .read(Bson.bytes(new Document("_id", 1)
                        .append("a", 1)
                        .append("b", new Document("x", 1).append("y", 2))
                        .append("c", 3)
                        .append("d", 4)))
                .keySet();
    }

    @Test
    void what_is_shown_asked_for_or_sorted_by_is_read() {
        assertThat(read(new Document("c", 3), new Document("d", 1), new Document("b.x", 1)))
                .containsExactly("_id", "b", "c", "d");
        assertThat(read(new Document(), null, new Document("a", true).append("_id", 0)))
                .as("places in an index are told by the id")
                .containsExactly("_id", "a");
    }

    @Test
    void what_is_hidden_is_not_read_unless_it_is_asked_for() {
        assertThat(read(new Document("a", 1), null, new Document("b", 0).append("a", 0)))
                .containsExactly("_id", "a", "c", "d");
        assertThat(read(new Document(), new Document("b.x", -1), new Document("b", 0)))
                .contains("b");
        assertThat(read(new Document(), null, new Document("b.x", 0)))
                .as("the rest of it is shown")
                .contains("b");
    }

    @Test
    void conditions_are_looked_for_inside_their_combinations() {
        Document query = new Document(
                "$or",
                List.of(
                        new Document("a", 1),
                        new Document(
                                "$and", List.of(new Document("b.x", new Document("$gt", 0)), new Document("c", 3)))));
        assertThat(read(query, null, new Document("d", 1))).containsExactly("_id", "a", "b", "c", "d");
    }

    @Test
    void everything_is_read_where_anything_may_be_looked_at() {
        assertThat(read(new Document(), null, new Document())).hasSize(5);
        assertThat(read(new Document("$expr", new Document()), null, new Document("a", 1)))
                .hasSize(5);
        assertThat(read(new Document("b", 1), null, new Document("b.$", 1))).hasSize(5);
        assertThat(read(new Document(), null, new Document("a", new Document("$slice", 1))))
                .hasSize(5);
    }
}
