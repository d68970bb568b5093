package huikan.review.workflow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import huikan.review.testing.OverHttp;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StoredLayoutIT extends OverHttp {

    @Autowired
    MongoClient client;

    private MongoDatabase database(String name) {
        MongoDatabase database = client.getDatabase("layout_" + name);
        database.drop();
        return database;
    }

    @Test
    void what_an_older_version_stored_is_refused_with_a_sentence() {
        MongoDatabase database = database("old");
        database.getCollection("findings").insertOne(new Document("_id", "x").append("trail", List.of("a step")));
        assertThatThrownBy(() -> StoredLayout.require(database))
                .hasMessageContaining("layout 1")
                .hasMessageContaining("empty data folder");
    }

    @Test
    void what_is_new_is_marked_once_and_opened_again() {
        MongoDatabase database = database("new");
        for (int start = 0; start < 2; start++) {
            assertThatCode(() -> StoredLayout.require(database)).doesNotThrowAnyException();
        }
        database.getCollection("layout").replaceOne(new Document("_id", "layout"), new Document("version", 3));
        assertThatThrownBy(() -> StoredLayout.require(database)).hasMessageContaining("layout 3");
    }
}
