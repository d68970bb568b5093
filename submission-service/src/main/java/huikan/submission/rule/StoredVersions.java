package huikan.submission.rule;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.store.Duplicates;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came over the API: a document a rule, with its versions and its trail. Read at use, so that what one instance wrote the
 * other sees; what is published never changes.
 */
@Repository
class StoredVersions implements CheckRules.Published {

    /** As in the path of a rule. */
    static final String KIND = "rules";

    private static final String VERSIONS = "versions";
    private static final String REVISION = "revision";
    private static final String HEAD = "head";
    private static final String TRAIL = "trail";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<Document> rules;

    StoredVersions(MongoDatabase database) {
        this.rules = database.getCollection("rules");
    }

    /**
     * A rule as it is stored.
     *
     * @param revision how many changes there were; 0 for one that is not stored
     * @param head of its trail
     * @param versions from the first to the last, which may be a draft
     */
    record Stored(String code, long revision, String head, List<CheckRule> versions) {
        static Stored none(String code) {
            return new Stored(code, 0, TrailStep.origin(KIND, code), List.of());
        }

        @Nullable
        CheckRule last() {
            return versions.isEmpty() ? null : versions.getLast();
        }

        List<CheckRule> published() {
            return versions.stream().filter(CheckRule::isPublished).toList();
        }
    }

    Stored find(String code) {
        return Optional.ofNullable(
                        rules.find(eq(code)).projection(exclude(TRAIL)).first())
                .map(StoredVersions::stored)
                .orElseGet(() -> Stored.none(code));
    }

    /** Those that are stored, in no order. */
    int count() {
        return (int) rules.countDocuments();
    }

    @Override
    public List<CheckRule> all() {
        List<Stored> all = new ArrayList<>();
        for (Document document : rules.find().projection(exclude(TRAIL))) {
            all.add(stored(document));
        }
        return all.stream()
                .sorted(Comparator.comparing(Stored::code))
                .flatMap(one -> one.published().stream())
                .toList();
    }

    @Override
    public Optional<CheckRule> find(String code, int version) {
        return find(code).published().stream()
                .filter(rule -> rule.version() == version)
                .findFirst();
    }

    /**
     * Keeps a version that is new, or in the place of the draft.
     *
     * @return false when it is no longer what was seen
     */
    boolean keep(Stored seen, CheckRule version, TrailStep step) {
        List<String> versions = Stream.concat(seen.published().stream(), Stream.of(version))
                .map(JSON::writeValueAsString)
                .toList();
        if (seen.revision() > 0) {
            return rules.updateOne(
                                    and(eq(seen.code()), eq(REVISION, seen.revision())),
                                    combine(
                                            set(VERSIONS, versions),
                                            set(REVISION, step.n()),
                                            set(HEAD, step.hash()),
                                            push(TRAIL, step.text())))
                            .getMatchedCount()
                    == 1;
        }
        try {
            rules.insertOne(new Document("_id", seen.code())
                    .append(VERSIONS, versions)
                    .append(REVISION, step.n())
                    .append(HEAD, step.hash())
                    .append(TRAIL, List.of(step.text())));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    /** Empty of steps for one that nobody changed. */
    Trail trail(String code) {
        Document found = rules.find(eq(code)).projection(include(TRAIL)).first();
        List<String> steps = found == null ? List.of() : found.getList(TRAIL, String.class, List.of());
        return Trail.of(KIND, code, steps.stream().map(TrailStep::read).toList());
    }

    private static Stored stored(Document document) {
        return new Stored(
                document.getString("_id"),
                document.getLong(REVISION),
                document.getString(HEAD),
                document.getList(VERSIONS, String.class).stream()
                        .map(text -> JSON.readValue(text, CheckRule.class))
                        .toList());
    }
}
