package huikan.review.workflow;

import huikan.review.testing.OverHttp;
import huikan.review.testing.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds whose moves depend on more than the state of the case: what is declared of them is the table, too. */
class FurtherTablesIT extends OverHttp {

    @ParameterizedTest
    @ValueSource(strings = {"reviews", "reinspections", "draws"})
    void what_is_declared_is_the_table(String kind) {
        Table.verify(
                kind,
                get("210900-gov.viewer", "/api/workflows/" + kind)
                        .is(200)
                        .json()
                        .path("moves"));
    }
}
