package huikan.submission.draft;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.Topics;
import huikan.service.store.Duplicates;
import huikan.submission.draft.Draft.HandedOver;
import huikan.submission.draft.Draft.SignedOff;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The drafts: one document an obligation. */
@Repository
class Drafts {

    private static final String VERSION = "version";

    private final MongoCollection<Document> drafts;

    Drafts(MongoDatabase database) {
        this.drafts = database.getCollection("drafts");
    }

    /** An empty one where nobody wrote yet. */
    Draft of(String cycle, String agency) {
        return Optional.ofNullable(
                        drafts.find(eq(Topics.obligationKey(cycle, agency))).first())
                .map(document -> draft(cycle, agency, document))
                .orElseGet(() -> Draft.empty(cycle, agency));
    }

    /** Writes the next one, if it is still what was seen. */
    boolean replace(Draft seen, Draft next) {
        String id = Topics.obligationKey(seen.cycle(), seen.agency());
        if (seen.version() > 0) {
            return drafts.replaceOne(and(eq(id), eq(VERSION, seen.version())), document(id, next))
                            .getMatchedCount()
                    == 1;
        }
        try {
            drafts.insertOne(document(id, next));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    private static Document document(String id, Draft draft) {
        List<Document> cells = draft.cells().entrySet().stream()
                .map(one -> new Document("pointer", one.getKey())
                        .append("value", one.getValue().value())
                        .append("by", one.getValue().by())
                        .append("at", Date.from(one.getValue().at()))
                        .append(VERSION, one.getValue().version()))
                .toList();
        return new Document("_id", id)
                .append(VERSION, draft.version())
                .append("cells", cells)
                .append("handedOver", document(draft.handedOver()))
                .append("signedOff", document(draft.signedOff()));
    }

    private static @Nullable Document document(@Nullable HandedOver one) {
        return one == null
                ? null
                : new Document("to", one.to()).append("by", one.by()).append("at", Date.from(one.at()));
    }

    private static @Nullable Document document(@Nullable SignedOff one) {
        return one == null ? null : new Document("by", one.by()).append("at", Date.from(one.at()));
    }

    private static Draft draft(String cycle, String agency, Document document) {
        Map<String, Cell> cells = new TreeMap<>();
        for (Document one : document.getList("cells", Document.class)) {
            cells.put(
                    one.getString("pointer"),
                    new Cell(
                            one.getString("value"),
                            one.getString("by"),
                            one.getDate("at").toInstant(),
                            one.getLong(VERSION)));
        }
        Document handed = document.get("handedOver", Document.class);
        Document signed = document.get("signedOff", Document.class);
        return new Draft(
                cycle,
                agency,
                document.getLong(VERSION),
                cells,
                handed == null
                        ? null
                        : new HandedOver(
                                handed.getString("to"),
                                handed.getString("by"),
                                handed.getDate("at").toInstant()),
                signed == null
                        ? null
                        : new SignedOff(
                                signed.getString("by"), signed.getDate("at").toInstant()));
    }
}
