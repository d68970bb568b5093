package huikan.submission.filing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is there of {@link Submissions}, in lists and in numbers; the indexes are made there. */
@Repository
public class SubmissionLists {

    private static final String STATUS = "status";
    private static final Pattern RANK = Pattern.compile("[0-9]{15}-[A-Za-z0-9-]{1,64}");

    private final MongoCollection<Document> submissions;

    SubmissionLists(MongoDatabase database) {
        this.submissions = database.getCollection(Submissions.SOURCE.collection());
    }

    /**
     * What the caller may see, oldest first. What is only received is seen by nobody yet.
     *
     * @param after the {@link #rank} after which the page begins, or null
     * @throws huikan.service.problem.ProblemException 422 when that is none
     */
    List<Submission> list(
            @Nullable String seenBy,
            @Nullable String cycle,
            @Nullable String agency,
            @Nullable SubmissionStatus status,
            @Nullable String after,
            int limit) {
        List<Bson> conditions = new ArrayList<>();
        Set<SubmissionStatus> wanted = visible();
        if (status != null) {
            wanted.retainAll(Set.of(status));
        }
        conditions.add(in(STATUS, Submissions.names(wanted)));
        addIf(conditions, "seenBy", seenBy);
        addIf(conditions, "cycle", cycle);
        addIf(conditions, "agency", agency);
        if (after != null) {
            conditions.add(gt("rank", Page.cursor(RANK, after).group()));
        }
        List<Submission> found = new ArrayList<>();
        for (Document document : submissions
                .find(and(conditions))
                .projection(SubmissionDocuments.BRIEF)
                .sort(ascending("rank"))
                .limit(limit)) {
            found.add(SubmissionDocuments.read(document));
        }
        return found;
    }

    /**
     * @param seenBy an agency whose subtree is counted, or null for all
     */
    public long count(String cycle, @Nullable String seenBy, Collection<SubmissionStatus> statuses) {
        List<Bson> conditions = new ArrayList<>(List.of(eq("cycle", cycle), in(STATUS, Submissions.names(statuses))));
        addIf(conditions, "seenBy", seenBy);
        return submissions.countDocuments(and(conditions));
    }

    /** Those that were received before, and are neither accepted nor rejected. */
    public long countUnsettled(Instant before) {
        return submissions.countDocuments(
                and(eq(STATUS, SubmissionStatus.RECEIVED.name()), lt("rank", SubmissionDocuments.rank(before, ""))));
    }

    /** The order of a list: by time of receipt, then by id. */
    static String rank(Submission submission) {
        return SubmissionDocuments.rank(submission.receivedAt(), submission.id());
    }

    private static Set<SubmissionStatus> visible() {
        Set<SubmissionStatus> all = EnumSet.allOf(SubmissionStatus.class);
        all.remove(SubmissionStatus.RECEIVED);
        return all;
    }

    private static void addIf(List<Bson> conditions, String field, @Nullable String value) {
        if (value != null) {
            conditions.add(eq(field, value));
        }
    }
}
