package huikan.submission.submission;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.page.Page;
import huikan.submission.agency.Viewers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is there of {@link Submissions}, in lists and in numbers; the indexes are made there. */
@Repository
public class SubmissionLists {

    /**
     * Several settle filings at once, and one that has an earlier place may be written a moment later. What is older than this
     * has its neighbours, so that no cursor stands behind what is still to come.
     */
    static final Duration STILL = Duration.ofSeconds(2);

    private static final String STATUS = "status";
    private static final Pattern RANK = Pattern.compile("[0-9]{15}-[A-Za-z0-9-]{1,64}");

    private final MongoCollection<Document> submissions;
    private final Clock clock;

    SubmissionLists(MongoDatabase database, Clock clock) {
        this.submissions = database.getCollection(Submissions.SOURCE.collection());
        this.clock = clock;
    }

    /**
     * What the caller may see, in the order in which it was settled. Whoever goes on from one page to the next misses nothing,
     * however busy it is: a page that is full ends before what was settled within two seconds, and is empty where all of it was.
     *
     * @param seenBy null for all
     * @param after the place after which the page begins, or null
     * @throws huikan.service.problem.ProblemException 422 when that is none
     */
    Page<Submission> list(
            @Nullable String seenBy,
            @Nullable String cycle,
            @Nullable String agency,
            @Nullable SubmissionStatus status,
            @Nullable String after,
            int limit) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq(Viewers.FIELD, Viewers.orAll(seenBy)));
        addIf(conditions, "agency", agency);
        addIf(conditions, "cycle", cycle);
        if (status != null || cycle != null) {
            conditions.add(
                    in(STATUS, status == null ? Submissions.names(SubmissionStatus.SETTLED) : List.of(status.name())));
        }
        if (after != null) {
            conditions.add(gt(SubmissionDocuments.RANK, Page.cursor(RANK, after).group()));
        }
        List<Submission> found = new ArrayList<>();
        for (Document document : submissions
                .find(and(conditions))
                .projection(SubmissionDocuments.BRIEF)
                .sort(ascending(SubmissionDocuments.RANK))
                .limit(limit)) {
            found.add(SubmissionDocuments.read(document));
        }
        return found.size() < limit ? new Page<>(found, null) : full(found, after);
    }

    private Page<Submission> full(List<Submission> found, @Nullable String after) {
        String still = SubmissionDocuments.rank(clock.instant().minus(STILL), "0");
        List<Submission> told =
                found.stream().filter(one -> one.rank().compareTo(still) < 0).toList();
        if (!told.isEmpty()) {
            return new Page<>(told, told.getLast().rank());
        }
        return new Page<>(List.of(), after != null && after.compareTo(still) > 0 ? after : still);
    }

    /**
     * @param seenBy an agency whose subtree is counted, or null for all
     */
    public long count(String cycle, @Nullable String seenBy, Collection<SubmissionStatus> statuses) {
        return submissions.countDocuments(and(
                eq("cycle", cycle), eq(Viewers.FIELD, Viewers.orAll(seenBy)), in(STATUS, Submissions.names(statuses))));
    }

    private static void addIf(List<Bson> conditions, String field, @Nullable String value) {
        if (value != null) {
            conditions.add(eq(field, value));
        }
    }
}
