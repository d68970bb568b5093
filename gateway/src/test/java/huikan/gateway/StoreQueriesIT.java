package huikan.gateway;

import huikan.service.test.StoreQueries;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Comes after the other integration tests, and looks at what they asked of the store. */
@Order(Integer.MAX_VALUE)
class StoreQueriesIT {

    @Test
    void every_query_is_listed_with_the_index_that_serves_it() throws IOException {
        StoreQueries.verify("huikan.gateway", Path.of("..", "docs", "queries", "gateway.md"));
    }
}
