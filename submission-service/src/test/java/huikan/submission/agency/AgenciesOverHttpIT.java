package huikan.submission.agency;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgenciesOverHttpIT extends OverHttp {

    private List<String> codes(String login, String query) {
        return get(login, "/api/agencies?limit=500" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("code").asString())
                .toList();
    }

    @Test
    void an_administrator_lists_every_agency_and_everybody_else_their_own_subtree() {
        assertThat(codes("admin", "")).contains("210000-gov", "210902-ndmo", "330000-gov");
        assertThat(codes("admin", "&cursor=330000-gov"))
                .doesNotContain("210000-gov")
                .contains("330100-gov");
        assertThat(codes("admin", "&level=PROVINCE")).contains("210000-gov").doesNotContain("210900-gov");
        assertThat(codes("210902-gov", "")).contains("210902-gov").doesNotContain("210900-gov", "210903-gov");
    }

    @Test
    void an_office_knows_its_superiors_by_name_and_nothing_else_of_them() {
        assertThat(get("210902-gov", "/api/agencies/210902-gov")
                        .json()
                        .path("superiors")
                        .valueStream())
                .map(one -> one.path("code").asString() + " " + one.path("name").asString())
                .containsExactlyInAnyOrder("210900-gov 阜新市人民政府", "210000-gov 辽宁省人民政府");
        assertThat(get("210902-gov", "/api/agencies")
                        .json()
                        .path("items")
                        .path(0)
                        .has("superiors"))
                .isFalse();
    }
}
