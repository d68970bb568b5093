package huikan.service.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

class KnownParametersTest {

    static class Things {
        public void list(@RequestParam String under, @RequestParam(name = "agency") String asked, String body) {}

        public void any(@RequestParam Map<String, String> all) {}

        public void none() {}
    }

    @OwnParameters
    static class Own {
        public void none() {}
    }

    private static void ask(Object controller, String method, String query) {
        ask(controller, method, query, null);
    }

    private static void ask(Object controller, String method, String query, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/things");
        request.setQueryString(query);
        request.setContentType(type);
        for (String one : query.split("&")) {
            request.addParameter(one.split("=")[0], one.split("=")[1]);
        }
        HandlerMethod handler = List.of(controller.getClass().getDeclaredMethods()).stream()
                .filter(one -> one.getName().equals(method))
                .map(one -> new HandlerMethod(controller, one))
                .findFirst()
                .orElseThrow();
        new KnownParameters(List.of("format")).preHandle(request, new MockHttpServletResponse(), handler);
    }

    @Test
    void what_a_path_takes_and_what_all_take_is_taken() {
        assertThatCode(() -> ask(new Things(), "list", "under=1&agency=2&format=csv"))
                .doesNotThrowAnyException();
        assertThatCode(() -> ask(new Things(), "any", "x=1")).doesNotThrowAnyException();
        assertThatCode(() -> ask(new Own(), "none", "x=1")).doesNotThrowAnyException();
    }

    @Test
    void another_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> ask(new Things(), "list", "under=1&asked=2"))
                .hasMessageContaining("There is no parameter \"asked\": this path takes agency, format, under.");
        assertThatThrownBy(() -> ask(new Things(), "none", "dryrun=true")).hasMessageContaining("takes format");
    }

    @Test
    void the_body_of_a_form_is_left_to_who_refuses_its_type() {
        assertThatCode(() -> ask(new Things(), "list", "under=1&asked=2", "application/x-www-form-urlencoded"))
                .doesNotThrowAnyException();
    }
}
