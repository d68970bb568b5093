package huikan.service.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.bson.Document;

/**
 * What others told of the things they own. Each copy has an {@code _id} that is a string and a {@code version}, a long that
 * grows with every change of the thing; versions may come twice and in any order.
 */
public final class Copies {

    private static final String ID = "_id";
    private static final String VERSION = "version";

    private Copies() {}

    /**
     * Of each thing the newest version stands afterwards, of those told and the one that is there, whoever else writes
     * meanwhile. Writing the same again changes nothing.
     */
    public static void write(MongoCollection<Document> copies, Collection<Document> told) {
        Map<String, Document> newest = new LinkedHashMap<>();
        told.forEach(one ->
                newest.merge(one.getString(ID), one, BinaryOperator.maxBy(Comparator.comparingLong(Copies::version))));
        if (!newest.isEmpty()) {
            writeEach(copies, newest);
        }
    }

    private static void writeEach(MongoCollection<Document> copies, Map<String, Document> newest) {
        Map<String, Long> known = new HashMap<>();
        for (Document there : copies.find(in(ID, newest.keySet())).projection(include(VERSION))) {
            known.put(there.getString(ID), version(there));
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        newest.forEach((id, one) -> {
            Long there = known.get(id);
            if (there == null) {
                writes.add(new InsertOneModel<>(one));
            } else if (there < version(one)) {
                writes.add(new ReplaceOneModel<>(and(eq(id), lt(VERSION, version(one))), one));
            }
        });
        if (writes.isEmpty()) {
            return;
        }
        try {
            copies.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException twice) {
            Duplicates.orThrow(twice);
            // another instance inserted some of them first: they are known now, and compared
            writeEach(copies, newest);
        }
    }

    private static long version(Document copy) {
        return copy.getLong(VERSION);
    }
}
