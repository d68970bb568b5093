package huikan.submission.attachment;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.submission.attachment.Contents.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Uploads that come in parts. Each part is a content that nothing refers to, so that what is abandoned is cleared away. */
@Repository
class Uploads {

    private static final String LOGIN = "login";
    private static final String AGENCY = "agency";
    private static final String LENGTH = "length";
    private static final String OFFSET = "offset";
    private static final String PARTS = "parts";
    private static final String DIGEST = "digest";
    private static final String EXPIRES = "expiresAt";
    /** Until when somebody makes an attachment of it; what was cut short is gone on with after that. */
    private static final String FINISHING = "finishingUntil";

    private static final Duration BESIDE_THE_SCAN = Duration.ofMinutes(2);

    private final MongoCollection<Document> uploads;
    private final AttachmentSettings settings;
    private final Clock clock;

    Uploads(MongoDatabase database, AttachmentSettings settings, Clock clock) {
        this.uploads = database.getCollection("resumableUploads");
        this.settings = settings;
        this.clock = clock;
        uploads.createIndex(Indexes.ascending(EXPIRES));
        uploads.createIndex(Indexes.ascending(LOGIN, DIGEST));
        uploads.createIndex(Indexes.ascending(AGENCY, DIGEST));
    }

    /**
     * One of them.
     *
     * @param agency for which it is
     * @param length of the whole, in bytes
     * @param claimed what the client says it is
     * @param name what the client calls it
     * @param offset how much of it is here
     * @param parts the contents that it came in, in their order
     * @param digest of the attachment that it became
     */
    record Upload(
            String id,
            String login,
            String agency,
            long length,
            @Nullable String claimed,
            @Nullable String name,
            long offset,
            List<String> parts,
            @Nullable String digest,
            Instant expiresAt) {
        boolean isWhole() {
            return offset == length;
        }
    }

    Upload begin(String login, String agency, long length, UploadMetadata metadata) {
        // the first part is cleared away no earlier
        Instant expiresAt = clock.instant().plus(settings.leaving());
        Upload fresh = new Upload(
                UUID.randomUUID().toString(),
                login,
                agency,
                length,
                metadata.type(),
                metadata.name(),
                0,
                List.of(),
                null,
                expiresAt);
        uploads.insertOne(new Document("_id", fresh.id())
                .append(LOGIN, login)
                .append(AGENCY, agency)
                .append(LENGTH, length)
                .append("claimed", metadata.type())
                .append("name", metadata.name())
                .append(OFFSET, 0L)
                .append(PARTS, List.of())
                .append(EXPIRES, Date.from(expiresAt)));
        return fresh;
    }

    /** One's own, while it may go on. */
    Optional<Upload> find(String id, String login) {
        return Optional.ofNullable(uploads.find(and(eq(id), eq(LOGIN, login), gt(EXPIRES, Date.from(clock.instant()))))
                        .first())
                .map(Uploads::read);
    }

    /** How many of a login are not whole yet. */
    long open(String login) {
        return uploads.countDocuments(and(eq(LOGIN, login), eq(DIGEST, null), gt(EXPIRES, Date.from(clock.instant()))));
    }

    /** How many bytes those of an agency will have that are no attachments yet; also what is over and not cleared away. */
    long openOf(String agency) {
        Document sum = uploads.aggregate(List.of(
                        match(and(eq(AGENCY, agency), eq(DIGEST, null))), group(null, sum("bytes", "$" + LENGTH))))
                .first();
        return sum == null ? 0 : sum.get("bytes", Number.class).longValue();
    }

    /** False when another request has gone on with it. */
    boolean append(Upload seen, Stored part) {
        return uploads.updateOne(
                                and(eq(seen.id()), eq(OFFSET, seen.offset())),
                                combine(inc(OFFSET, part.size()), push(PARTS, part.file())))
                        .getModifiedCount()
                == 1;
    }

    /** Whoever gets it makes an attachment of it, and nobody else meanwhile. */
    boolean claim(Upload whole) {
        Instant now = clock.instant();
        Instant until = now.plus(settings.scanWithin()).plus(BESIDE_THE_SCAN);
        return uploads.updateOne(
                                and(
                                        eq(whole.id()),
                                        eq(DIGEST, null),
                                        or(eq(FINISHING, null), lte(FINISHING, Date.from(now)))),
                                set(FINISHING, Date.from(until)))
                        .getModifiedCount()
                == 1;
    }

    void release(Upload whole) {
        uploads.updateOne(eq(whole.id()), set(FINISHING, null));
    }

    void finish(Upload whole, String digest) {
        uploads.updateOne(eq(whole.id()), combine(set(DIGEST, digest), set(PARTS, List.of()), set(FINISHING, null)));
    }

    void remove(Upload upload) {
        uploads.deleteOne(eq(upload.id()));
    }

    void removeExpired() {
        uploads.deleteMany(lte(EXPIRES, Date.from(clock.instant())));
    }

    private static Upload read(Document document) {
        return new Upload(
                document.getString("_id"),
                document.getString(LOGIN),
                document.getString(AGENCY),
                document.getLong(LENGTH),
                document.getString("claimed"),
                document.getString("name"),
                document.getLong(OFFSET),
                document.getList(PARTS, String.class),
                document.getString(DIGEST),
                document.getDate(EXPIRES).toInstant());
    }
}
