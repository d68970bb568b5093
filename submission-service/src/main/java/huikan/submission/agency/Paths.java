package huikan.submission.agency;

import huikan.events.AgencyLevel;
import huikan.events.Superior;
import java.util.List;
import org.bson.Document;

/** A path as it stands in a document. */
public final class Paths {
    private Paths() {}

    public static List<Document> documents(List<Superior> path) {
        return path.stream()
                .map(step -> new Document("agency", step.agency())
                        .append("level", step.level().name()))
                .toList();
    }

    public static List<Superior> read(Document document, String field) {
        return document.getList(field, Document.class).stream()
                .map(step -> new Superior(step.getString("agency"), AgencyLevel.valueOf(step.getString("level"))))
                .toList();
    }
}
