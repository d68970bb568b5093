package huikan.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The part of an {@code aggregate} command that an index can serve as it serves a find or a count. */
final class AggregatedQuery {

    private static final Set<String> WRITING_STAGES = Set.of("$out", "$merge");

    private AggregatedQuery() {}

    static boolean isRead(Document command) {
        return stages(command).stream()
                .noneMatch(stage -> WRITING_STAGES.stream().anyMatch(stage::containsKey));
    }

    /** The {@code $match} that the pipeline begins with; the empty query, which matches everything, otherwise. */
    static Document first(Document command) {
        List<Document> stages = stages(command);
        return !stages.isEmpty() && stages.getFirst().get("$match") instanceof Document query ? query : new Document();
    }

    /** A count of documents up to a limit. */
    record Counted(Document query, long limit) {}

    /** The pipeline that drivers send for {@code countDocuments}: {@code $match}, optionally {@code $limit}, and a sum of 1. */
    static Optional<Counted> counted(Document command) {
        List<Document> stages = stages(command);
        OptionalLong limit = stages.size() == 3 && stages.get(1).get("$limit") instanceof Number most
                ? OptionalLong.of(most.longValue())
                : OptionalLong.empty();
        if ((stages.size() != 2 && limit.isEmpty())
                || !(stages.getFirst().get("$match") instanceof Document query)
                || !(stages.getLast().get("$group") instanceof Document group)) {
            return Optional.empty();
        }
        boolean sumOfOnes = group.keySet().equals(Set.of("_id", "n"))
                && Integer.valueOf(1).equals(group.get("_id"))
                && group.get("n") instanceof Document sum
                && Integer.valueOf(1).equals(sum.get("$sum"));
        return sumOfOnes ? Optional.of(new Counted(query, limit.orElse(Long.MAX_VALUE))) : Optional.empty();
    }

    /** The reply to such a pipeline. */
    static Document count(String namespace, long count) {
        List<Document> batch =
                count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", Math.toIntExact(count)));
        return new Document(
                        "cursor", new Document("id", 0L).append("ns", namespace).append("firstBatch", batch))
                .append("ok", 1.0);
    }

    private static List<Document> stages(Document command) {
        return command.get("pipeline") instanceof List<?> stages
                ? stages.stream().map(Document.class::cast).toList()
                : List.of();
    }
}
