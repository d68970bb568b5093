package huikan.service.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;

/** What the store refuses to insert because it is there already: somebody else was quicker, or it came twice. */
public final class Duplicates {

    private Duplicates() {}

    /** Returns when it was there already; any other failure is thrown on. */
    public static void orThrow(MongoWriteException failure) {
        if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
            throw failure;
        }
    }

    /** Returns when all that failed were there already; any other failure is thrown on, and that copies are missing, too. */
    public static void orThrow(MongoBulkWriteException failure) {
        if (failure.getWriteConcernError() != null
                || failure.getWriteErrors().stream()
                        .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
            throw failure;
        }
    }
}
