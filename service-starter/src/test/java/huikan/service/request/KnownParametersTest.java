package huikan.service.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class KnownParametersTest {

    record Filter(String under, String status) {}

    @RestController
    static class Things {
        @GetMapping(path = "/api/things", produces = "application/json")
        public void list(@ModelAttribute Filter filter, @RequestParam(name = "agency") String asked) {}

        @GetMapping(path = "/api/things", produces = "text/csv")
        public void table(@RequestParam String lang) {}

        @PostMapping("/api/things")
        public void add() {}

        @GetMapping("/api/any")
        public void any(@RequestParam Map<String, String> all) {}
    }

    @RestController
    @OwnParameters
    static class Own {
        @GetMapping("/api/own")
        public void none() {}
    }

    private static void ask(String method, String path, String query, String type) throws Exception {
        StaticWebApplicationContext context = new StaticWebApplicationContext();
        context.registerSingleton("things", Things.class);
        context.registerSingleton("own", Own.class);
        context.refresh();
        RequestMappingHandlerMapping paths = new RequestMappingHandlerMapping();
        paths.setApplicationContext(context);
        paths.afterPropertiesSet();
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setQueryString(query);
        request.setContentType(type);
        for (String one : query.split("&")) {
            request.addParameter(one.split("=")[0], one.split("=")[1]);
        }
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain chain = paths.getHandler(request);
        new KnownParameters(List.of("format"), () -> paths)
                .preHandle(request, new MockHttpServletResponse(), chain.getHandler());
    }

    @Test
    void what_a_path_takes_in_any_format_and_what_all_take_is_taken() {
        assertThatCode(() -> ask("GET", "/api/things", "under=1&agency=2&lang=en&format=csv", null))
                .doesNotThrowAnyException();
        assertThatCode(() -> ask("HEAD", "/api/things", "status=1", null)).doesNotThrowAnyException();
        assertThatCode(() -> ask("GET", "/api/any", "x=1", null)).doesNotThrowAnyException();
        assertThatCode(() -> ask("GET", "/api/own", "x=1", null)).doesNotThrowAnyException();
    }

    @Test
    void another_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> ask("GET", "/api/things", "under=1&asked=2", null))
                .hasMessageContaining(
                        "There is no parameter \"asked\": this path takes agency, format, lang, status, under.");
        assertThatThrownBy(() -> ask("POST", "/api/things", "dryrun=true", null))
                .hasMessageContaining("this path takes format.");
    }

    @Test
    void the_body_of_a_form_is_left_to_who_refuses_its_type() {
        assertThatCode(() -> ask("POST", "/api/things", "asked=2", "application/x-www-form-urlencoded"))
                .doesNotThrowAnyException();
    }
}
