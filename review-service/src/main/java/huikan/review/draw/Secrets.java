package huikan.review.draw;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is committed to and not shown yet: the salt of each draw, and the seed where nobody brought one. */
@Repository
class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final MongoCollection<Document> secrets;

    Secrets(MongoDatabase database) {
        this.secrets = database.getCollection("draw-secrets");
    }

    /**
     * @param seed null where who draws keeps it
     */
    record Secret(String draw, @Nullable String seed, String salt) {
        static Secret made(String draw, boolean withSeed) {
            return new Secret(draw, withSeed ? random() : null, random());
        }
    }

    /** Before the draw itself, so that there is none without. */
    void keep(Secret secret) {
        secrets.insertOne(
                new Document("_id", secret.draw).append("seed", secret.seed).append("salt", secret.salt));
    }

    Secret of(String draw) {
        Document document = secrets.find(eq(draw)).first();
        if (document == null) {
            throw new IllegalStateException("the secret of draw " + draw + " is gone");
        }
        return new Secret(draw, document.getString("seed"), document.getString("salt"));
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
