package huikan.service.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Whether a failure says that the store or the broker is away, or changes its primary at this moment: then nothing is wrong
 * with the request or the event that met it, and the same may be tried again. What was written may be there already.
 */
public final class Outage {

    /** What would be refused again, however often it is tried. */
    private static final Set<Class<? extends KafkaException>> OF_THE_RECORD = Set.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            SerializationException.class,
            InvalidTopicException.class);

    private static final boolean STORE_ON_CLASS_PATH = isStoreOnClassPath();

    private Outage() {}

    /** The store or the broker is away. */
    public static boolean is(Throwable thrown) {
        return isOfStore(thrown) || causes(thrown).anyMatch(Outage::isOfBroker);
    }

    private static boolean isOfBroker(Throwable thrown) {
        return thrown instanceof KafkaException && OF_THE_RECORD.stream().noneMatch(kind -> kind.isInstance(thrown));
    }

    /** The store is away; never so in a service without one. */
    public static boolean isOfStore(Throwable thrown) {
        return STORE_ON_CLASS_PATH && causes(thrown).anyMatch(OfStore::is);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static boolean isStoreOnClassPath() {
        try {
            Class.forName("com.mongodb.MongoException", false, Outage.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Apart, because a service without a store has no such classes. */
    private static final class OfStore {

        /**
         * What a server answers that stops, loses its primary, or does not get done in time, by the codes of MongoDB's {@code
         * error_codes.yml}. The driver gives a class of its own to some of them only, and to none inside of a bulk write.
         */
        private static final Set<Integer> CODES = Set.of(
                6, // HostUnreachable
                7, // HostNotFound
                43, // CursorNotFound: it was open at another server
                50, // MaxTimeMSExpired
                64, // WriteConcernTimeout
                89, // NetworkTimeout
                91, // ShutdownInProgress
                100, // UnsatisfiableWriteConcern
                112, // WriteConflict
                133, // FailedToSatisfyReadPreference
                134, // ReadConcernMajorityNotAvailableYet
                189, // PrimarySteppedDown
                202, // NetworkInterfaceExceededTimeLimit
                262, // ExceededTimeLimit
                317, // ConnectionPoolExpired
                9001, // SocketException
                10058, // LegacyNotPrimary
                10107, // NotWritablePrimary
                11600, // InterruptedAtShutdown
                11601, // Interrupted
                11602, // InterruptedDueToReplStateChange
                13435, // NotPrimaryNoSecondaryOk
                13436); // NotPrimaryOrSecondary

        private static final Set<Class<? extends MongoException>> KINDS = Set.of(
                MongoTimeoutException.class,
                MongoSocketException.class,
                MongoConnectionPoolClearedException.class,
                MongoServerUnavailableException.class,
                MongoStalePrimaryException.class,
                MongoSecurityException.class,
                MongoInterruptedException.class,
                MongoWriteConcernException.class);

        private static final Set<String> LABELS =
                Set.of("RetryableWriteError", "RetryableError", "SystemOverloadedError");

        static boolean is(Throwable thrown) {
            return thrown instanceof MongoException failed
                    && (KINDS.stream().anyMatch(kind -> kind.isInstance(failed))
                            || CODES.contains(failed.getCode())
                            || LABELS.stream().anyMatch(failed::hasErrorLabel)
                            || (failed instanceof MongoBulkWriteException many && is(many)));
        }

        private static boolean is(MongoBulkWriteException failed) {
            return failed.getWriteConcernError() != null
                    || failed.getWriteErrors().stream().anyMatch(error -> CODES.contains(error.getCode()));
        }
    }
}
