package huikan.review.review;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.service.store.Duplicates;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** The bodies of filings: only who asks what differs between two of them reads them. */
@Repository
class FiledDocuments {

    private static final String BODY = "body";

    private final MongoCollection<Document> documents;

    FiledDocuments(MongoDatabase database) {
        this.documents = database.getCollection("filed-documents");
    }

    /** Each once, however often it comes. */
    void keep(List<SubmissionAccepted> accepted) {
        try {
            documents.insertMany(
                    accepted.stream()
                            .map(one -> new Document("_id", one.id())
                                    .append(BODY, one.document().toString()))
                            .toList(),
                    new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException twice) {
            Duplicates.orThrow(twice);
        }
    }

    /** A body as filed, JSON. */
    Optional<String> find(String submission) {
        return Optional.ofNullable(documents.find(eq(submission)).first()).map(one -> one.getString(BODY));
    }
}
