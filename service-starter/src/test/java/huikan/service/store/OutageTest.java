package huikan.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketClosedException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

class OutageTest {

    private static final ServerAddress THERE = new ServerAddress();
    private static final BsonDocument NONE = new BsonDocument();
    private static final WriteConcernError NOT_ON_A_MAJORITY =
            new WriteConcernError(64, "WriteConcernTimeout", "waiting for replication timed out", NONE);

    private static BsonDocument answer(int code, String name) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString(name));
    }

    private static MongoBulkWriteException bulk(WriteConcernError concern, BulkWriteError... errors) {
        return new MongoBulkWriteException(BulkWriteResult.unacknowledged(), List.of(errors), concern, THERE, Set.of());
    }

    private static BulkWriteError error(int code) {
        return new BulkWriteError(code, "x", NONE, 0);
    }

    private static MongoException labelled(String label) {
        MongoException failed = new MongoCommandException(answer(1, "InternalError"), THERE);
        failed.addLabel(label);
        return failed;
    }

    static Stream<Arguments> outages() {
        Exception cause = new SocketTimeoutException("Read timed out");
        return Stream.of(
                argumentSet("no server in time", new MongoTimeoutException("x")),
                argumentSet("an operation that did not end in time", new MongoOperationTimeoutException("x")),
                argumentSet("a socket that opens not", new MongoSocketOpenException("x", THERE, cause)),
                argumentSet("a socket that is silent", new MongoSocketReadTimeoutException("x", THERE, cause)),
                argumentSet("a socket that breaks while it is read", new MongoSocketReadException("x", THERE)),
                argumentSet(
                        "a socket that breaks while it is written", new MongoSocketWriteException("x", THERE, cause)),
                argumentSet("a socket that is closed", new MongoSocketClosedException("x", THERE)),
                argumentSet(
                        "connections that were given up",
                        new MongoConnectionPoolClearedException(new ServerId(new ClusterId(), THERE), cause)),
                argumentSet("a server that goes", new MongoServerUnavailableException("x")),
                argumentSet(
                        "no log-in",
                        new MongoSecurityException(
                                MongoCredential.createCredential("x", "x", "x".toCharArray()), "x", cause)),
                argumentSet("no primary any more", new MongoNotPrimaryException(answer(10107, "x"), THERE)),
                argumentSet("recovering", new MongoNodeIsRecoveringException(answer(13436, "x"), THERE)),
                argumentSet("an old primary", new MongoStalePrimaryException("x")),
                argumentSet("the server's own limit of time", new MongoExecutionTimeoutException(50, "x")),
                argumentSet("interrupted", new MongoInterruptedException("x", new InterruptedException())),
                argumentSet("a cursor of another server", new MongoCursorNotFoundException(1, answer(43, "x"), THERE)),
                argumentSet(
                        "a write that is not on a majority",
                        new MongoWriteConcernException(
                                NOT_ON_A_MAJORITY, WriteConcernResult.unacknowledged(), THERE, Set.of())),
                argumentSet("many writes that are not on a majority", bulk(NOT_ON_A_MAJORITY)),
                argumentSet("one of many writes, stepping down", bulk(null, error(11000), error(189))),
                argumentSet(
                        "a write, shutting down",
                        new MongoWriteException(new WriteError(91, "x", NONE), THERE, Set.of())),
                argumentSet("a command, shutting down", new MongoCommandException(answer(11600, "x"), THERE)),
                argumentSet("a retryable write", labelled("RetryableWriteError")),
                argumentSet("an overload", labelled("SystemOverloadedError")));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("a duplicate", new MongoWriteException(new WriteError(11000, "x", NONE), THERE, Set.of())),
                argumentSet("duplicates", bulk(null, error(11000))),
                argumentSet("a document that is too large", new MongoCommandException(answer(10334, "x"), THERE)),
                argumentSet("an unknown command", new MongoCommandException(answer(59, "x"), THERE)),
                argumentSet("a record that no broker takes", new RecordTooLargeException("x")),
                argumentSet("a value that cannot be written", new SerializationException("x")),
                argumentSet("a bug", new IllegalStateException("x")));
    }

    @ParameterizedTest
    @MethodSource
    void outages(Exception failed) {
        assertThat(Outage.is(new ListenerExecutionFailedException("x", failed))).isTrue();
        ProblemException problem = Problems.of(failed);
        assertThat(problem.problem()).isEqualTo(HttpProblem.UNAVAILABLE);
        assertThat(problem.retryAfter()).isPositive();
    }

    @ParameterizedTest
    @MethodSource
    void others(Exception failed) {
        assertThat(Outage.is(new ListenerExecutionFailedException("x", failed))).isFalse();
        assertThat(Problems.of(failed).problem()).isEqualTo(HttpProblem.INTERNAL);
    }

    @Test
    void a_broker_that_is_away_is_one_and_none_of_the_store() {
        assertThat(Outage.is(new TimeoutException("x"))).isTrue();
        assertThat(Outage.isOfStore(new TimeoutException("x"))).isFalse();
    }

    @Test
    void duplicates_that_are_not_on_a_majority_are_no_success() {
        Duplicates.orThrow(bulk(null, error(11000)));
        MongoBulkWriteException failed = bulk(NOT_ON_A_MAJORITY, error(11000));
        assertThatThrownBy(() -> Duplicates.orThrow(failed)).isSameAs(failed);
    }
}
