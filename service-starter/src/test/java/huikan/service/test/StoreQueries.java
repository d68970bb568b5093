package huikan.service.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import huikan.testing.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * Every query that a service makes of its store, with the place in the code that makes it and the index that serves it.
 * They are recorded while the integration tests of the service run; {@link #verify} comes last.
 */
public final class StoreQueries {

    static final CommandListener RECORDER = new CommandListener() {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            record(event.getDatabaseName(), event.getCommandName(), event.getCommand());
        }
    };

    private static final Set<String> QUERYING = Set.of(
            "find",
            "updateOne",
            "updateMany",
            "findOneAndUpdate",
            "findOneAndDelete",
            "replaceOne",
            "bulkWrite",
            "deleteOne",
            "deleteMany",
            "countDocuments",
            "aggregate",
            "distinct");
    private static final String COLLECTIONS = "com.mongodb.client.MongoCollection";

    private static final String SCAN = "NONE";

    private static final String HEAD = """
            | collection | filter | sort | index | asked by |
            | --- | --- | --- | --- | --- |
            """;

    private static final Map<Shape, Seen> QUERIES = new ConcurrentHashMap<>();

    private StoreQueries() {}

    /** A query without its values. */
    private record Shape(String collection, String filter, String sort) {}

    /** The first query of a shape, and all places that make such. */
    private record Seen(String database, BsonDocument filter, BsonDocument sort, Set<String> places) {}

    private static void record(String database, String command, BsonDocument document) {
        String collection =
                document.get(command).isString() ? document.getString(command).getValue() : "";
        switch (command) {
            case "find" -> seen(database, collection, document.get("filter"), document.get("sort"));
            case "findAndModify" -> seen(database, collection, document.get("query"), document.get("sort"));
            case "update" ->
                document.getArray("updates")
                        .forEach(one ->
                                seen(database, collection, one.asDocument().get("q"), null));
            case "delete" ->
                document.getArray("deletes")
                        .forEach(one ->
                                seen(database, collection, one.asDocument().get("q"), null));
            case "aggregate" ->
                seen(
                        database,
                        collection,
                        document.getArray("pipeline").getFirst().asDocument().get("$match"),
                        null);
            default -> {
                // asks for no documents
            }
        }
    }

    private static void seen(String database, String collection, BsonValue filter, BsonValue sort) {
        BsonDocument asked = filter == null ? new BsonDocument() : filter.asDocument();
        BsonDocument order = sort == null ? new BsonDocument() : sort.asDocument();
        place().ifPresent(place -> QUERIES.computeIfAbsent(
                        new Shape(collection, String.join(", ", conditions(asked)), String.join(", ", order.keySet())),
                        shape -> new Seen(database, copy(asked), copy(order), ConcurrentHashMap.newKeySet()))
                .places()
                .add(place));
    }

    /** A command's document is a view of a buffer that is used again. */
    private static BsonDocument copy(BsonDocument view) {
        return BsonDocument.parse(view.toJson());
    }

    /** The method of the service whose call this is; empty for a test's own. */
    private static Optional<String> place() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("huikan."))
                        .filter(frame -> !frame.getClassName().startsWith("huikan.service.test."))
                        .findFirst())
                .filter(frame -> !frame.getClassName().matches(".*(IT|Test)(\\$.*)?"))
                .map(frame -> place(frame.getClassName(), frame.getMethodName()));
    }

    private static String place(String type, String method) {
        return type.replaceAll("\\$.*", "") + "." + method.replaceAll("lambda\\$(\\w+)\\$\\d+", "$1");
    }

    private static String brief(String place) {
        return place.replaceAll("[a-z.]+\\.([A-Z])", "$1");
    }

    private static List<String> conditions(BsonDocument filter) {
        List<String> conditions = new ArrayList<>();
        filter.forEach((key, asked) -> {
            if (key.equals("$and")) {
                asked.asArray().forEach(part -> conditions.addAll(conditions(part.asDocument())));
            } else if (asked instanceof BsonArray parts && key.startsWith("$")) {
                conditions.add(parts.stream()
                        .map(part -> String.join(" and ", conditions(part.asDocument())))
                        .collect(Collectors.joining(" " + key.substring(1) + " ", "(", ")")));
            } else if (asked instanceof BsonDocument operators
                    && !operators.isEmpty()
                    && operators.getFirstKey().startsWith("$")) {
                operators.keySet().forEach(operator -> conditions.add(key + " " + operator.substring(1)));
            } else {
                conditions.add(key + " eq");
            }
        });
        return conditions;
    }

    /**
     * Fails when a query was seen that reads a collection without an index, when a place that queries was not seen, or
     * when the committed list lacks a query that was seen or names a place that queries no more. A listed query need not
     * be seen in each run: what is asked in the background depends on what meets what.
     *
     * @param packages of the service, as {@code huikan.submission}
     * @param list the committed list, a page of Markdown
     */
    public static void verify(String packages, Path list) throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages);
        Set<String> methods = methods(classes);
        Set<String> places = new TreeSet<>();
        Map<String, Set<String>> rows = new TreeMap<>();
        try (MongoClient client = MongoClients.create(Infrastructure.store())) {
            QUERIES.forEach((shape, seen) -> {
                // what its other parts ask in the background is listed with them; what a test's helper asks, nowhere
                Set<String> own = seen.places().stream()
                        .filter(place -> place.startsWith(packages + ".") && methods.contains(brief(place)))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (own.isEmpty()) {
                    return;
                }
                String row = String.join(
                        " | ",
                        // generations of a collection are one
                        "| " + shape.collection().replaceFirst("-\\d+$", ""),
                        shape.filter().isEmpty() ? "(all)" : shape.filter(),
                        shape.sort(),
                        index(client, shape.collection(), seen) + " | ");
                rows.computeIfAbsent(row, added -> new TreeSet<>())
                        .addAll(own.stream().map(StoreQueries::brief).toList());
                places.addAll(own);
            });
        }
        assertThat(rows.keySet()).as("what reads a whole collection").noneMatch(row -> row.contains(SCAN));
        assertThat(places)
                .as("every place that queries the store is run by some test")
                .containsAll(callers(classes));
        // another store may choose another of the indexes that fit
        if (Infrastructure.hasOwnStore()) {
            compare(rows, methods, list);
        }
    }

    private static void compare(Map<String, Set<String>> seen, Set<String> methods, Path list) throws IOException {
        Map<String, Set<String>> listed = listed(list);
        // which of the collections that share their code meets it is chance
        Map<String, Set<String>> anywhere = new TreeMap<>();
        listed.forEach((row, places) ->
                anywhere.computeIfAbsent(query(row), added -> new TreeSet<>()).addAll(places));
        Set<String> wrong = new TreeSet<>();
        seen.forEach((row, places) -> {
            if (!listed.containsKey(row) || !anywhere.get(query(row)).containsAll(places)) {
                wrong.add("not listed: " + row + places);
            }
        });
        Map<String, Set<String>> all = new TreeMap<>(seen);
        listed.forEach((row, places) -> places.forEach(place -> {
            if (methods.contains(place)) {
                all.computeIfAbsent(row, added -> new TreeSet<>()).add(place);
            } else {
                wrong.add("queries no more: " + row + place);
            }
        }));
        Path found = Path.of("target", "queries.md");
        Files.writeString(found, HEAD);
        for (var row : all.entrySet()) {
            Files.writeString(
                    found, row.getKey() + String.join(", ", row.getValue()) + " |\n", StandardOpenOption.APPEND);
        }
        assertThat(wrong)
                .as("the queries of %s: look at %s, and copy it there if all is well", list, found)
                .isEmpty();
    }

    /** A row without its collection. */
    private static String query(String row) {
        return row.substring(row.indexOf('|', 1));
    }

    private static Map<String, Set<String>> listed(Path list) throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        for (String line :
                Files.exists(list) ? Files.readAllLines(list).stream().skip(2).toList() : List.<String>of()) {
            int places = line.lastIndexOf("| ", line.length() - 2) + 2;
            listed.put(
                    line.substring(0, places),
                    new TreeSet<>(
                            List.of(line.substring(places, line.length() - 2).split(", "))));
        }
        return listed;
    }

    /** All methods of the service that call a collection with a filter. */
    private static Set<String> callers(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call ->
                        call.getTargetOwner().getName().equals(COLLECTIONS) && QUERYING.contains(call.getName()))
                .map(call ->
                        place(call.getOriginOwner().getName(), call.getOrigin().getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> methods(JavaClasses classes) {
        return classes.stream()
                .flatMap(type ->
                        type.getMethods().stream().map(method -> brief(place(type.getName(), method.getName()))))
                .collect(Collectors.toSet());
    }

    /** Asked of empty collections with the same indexes: the choice then depends on no data. */
    private static String index(MongoClient client, String collection, Seen seen) {
        MongoDatabase scratch =
                client.getDatabase("explain_" + UUID.randomUUID().toString().replace("-", ""));
        MongoCollection<Document> empty = scratch.getCollection(collection);
        try {
            scratch.createCollection(collection);
            for (Document index : client.getDatabase(seen.database())
                    .getCollection(collection)
                    .listIndexes()) {
                if (!index.getString("name").equals("_id_")) {
                    empty.createIndex(
                            index.get("key", Document.class),
                            new IndexOptions()
                                    .unique(index.getBoolean("unique", false))
                                    .sparse(index.getBoolean("sparse", false)));
                }
            }
            Document plan = scratch.runCommand(new Document(
                            "explain",
                            new Document("find", collection)
                                    .append("filter", seen.filter())
                                    .append("sort", seen.sort())))
                    .get("queryPlanner", Document.class)
                    .get("winningPlan", Document.class);
            return read(plan, seen);
        } finally {
            scratch.drop();
        }
    }

    private static String read(Document plan, Seen seen) {
        String stage = plan.getString("stage");
        Document input = plan.get("inputStage", Document.class);
        return switch (stage) {
            case "IXSCAN" -> plan.getString("indexName");
            case "IDHACK", "EXPRESS_IXSCAN" -> "_id_";
            case "COLLSCAN" -> seen.filter().isEmpty() ? "" : SCAN;
            case "SORT" -> "sorted after " + read(input, seen);
            default -> read(input, seen);
        };
    }
}
