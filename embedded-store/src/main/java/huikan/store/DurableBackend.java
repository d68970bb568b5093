package huikan.store;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * The H2 backend writes behind by up to a second, so that a killed process loses what it had acknowledged. This one
 * answers a command that may write only when the file has it. Commands that arrive together share one commit.
 */
final class DurableBackend extends H2Backend {

    private static final Set<String> READS = Set.of(
            "find",
            "getMore",
            "count",
            "distinct",
            "ping",
            "hello",
            "isMaster",
            "ismaster",
            "buildInfo",
            "listIndexes",
            "listCollections",
            "listDatabases",
            "endSessions",
            "killCursors",
            "getParameter",
            "serverStatus");

    private final GroupCommit commits;

    DurableBackend(MVStore file) {
        super(file);
        this.commits = new GroupCommit(file::commit);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document answer = super.handleMessage(message);
        if (!READS.contains(message.getDocument().keySet().iterator().next())) {
            commits.await();
        }
        return answer;
    }
}
